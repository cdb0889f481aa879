/** How one HAProxy checks a backend's servers. Milliseconds. */
export type HealthCheckSettings = {
	/** From the end of one check to the beginning of the next, and how long a check may take where no `timeout check` is set. */
	readonly interMs: number;
	/** The same while a server is on its way up or down; null: inter. */
	readonly fastinterMs: number | null;
	/** The same while a server is DOWN; null: inter. */
	readonly downinterMs: number | null;
	readonly rise: number;
	readonly fall: number;
	/** `timeout connect`; 0: none. */
	readonly timeoutConnectMs: number;
	/** `timeout check`; null: unset, and the whole check has to end within `inter`. */
	readonly timeoutCheckMs: number | null;
	/** `on-marked-down shutdown-sessions`. */
	readonly shutdownSessions: boolean;
};

/** HAProxy's own defaults (configuration manual, "check", "inter", "rise", "fall"); it has none for `timeout connect`: 5 s is its manual's example. */
export const defaultHealthCheckSettings: HealthCheckSettings = {
	interMs: 2000,
	fastinterMs: null,
	downinterMs: null,
	rise: 2,
	fall: 3,
	timeoutConnectMs: 5000,
	timeoutCheckMs: null,
	shutdownSessions: false,
};
