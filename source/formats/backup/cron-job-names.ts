/** What the CronJob is called; the alert on old backups asks for it. */
export const cronJobName = 'etcd-backup';

/** The Secret with the variables that rclone logs in with; made by a person. */
export const remoteSecret = 'etcd-backup-remote';

/** Files of kubeadm's client for health checks, each a volume of its own. */
export const certificates = [['ca', 'ca.crt'], ['certificate', 'healthcheck-client.crt'], ['key', 'healthcheck-client.key']] as const;
