/** HAProxy asks a server: GET /readyz. Sent on a connection, so that `refused` comes back where nobody listens. */
export type HealthCheckRequest = {readonly kind: 'health-check'; readonly checkId: number};

/** The server has completed the handshake (TLS needs the process, not only its kernel); needed only where `timeout check` is set. */
export type HealthCheckConnected = {readonly kind: 'health-check-connected'; readonly checkId: number};

/** The server's answer, an HTTP status. */
export type HealthCheckAnswer = {readonly kind: 'health-check-answer'; readonly checkId: number; readonly status: number};

export type HealthCheckMessage = HealthCheckRequest | HealthCheckConnected | HealthCheckAnswer;
