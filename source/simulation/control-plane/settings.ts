/** What a value of a setting may be. */
type SettingOf<Kind> = {readonly kind: Kind; readonly low?: number; readonly high?: number; readonly source: string};

type Row
	= | (SettingOf<'number'> & {readonly unit: 'ms' | 's' | 'bytes' | 'percent' | ''; readonly usual: number})
		| (SettingOf<'optional'> & {readonly unit: 'ms'; readonly usual: null})
		| (SettingOf<'boolean'> & {readonly usual: boolean})
		| (SettingOf<'list'> & {readonly usual: readonly number[]});

/** Every setting of the simulator by its `--set` key, with the program's own default and where that is written. */
export const settingTable = {
	'etcd.members': {kind: 'number', unit: '', low: 1, high: 9, usual: 3, source: 'etcd FAQ, "Why an odd number of cluster members?"'},
	'etcd.heartbeatMs': {kind: 'number', unit: 'ms', low: 5, high: 5000, usual: 100, source: 'etcd --heartbeat-interval'},
	'etcd.electionMs': {kind: 'number', unit: 'ms', low: 25, high: 50_000, usual: 1000, source: 'etcd --election-timeout'},
	'etcd.preVote': {kind: 'boolean', usual: true, source: 'etcd 3.5 --pre-vote'},
	'etcd.checkQuorum': {kind: 'boolean', usual: true, source: 'etcd server/etcdserver/raft.go, CheckQuorum'},
	'etcd.strictReconfigCheck': {kind: 'boolean', usual: true, source: 'etcd --strict-reconfig-check'},
	'etcd.addMemberCheck': {kind: 'boolean', usual: false, source: 'etcd server/etcdserver/server.go, mayAddMember: whether every voter has to be connected, until 3.5.29 and 3.6.10'},
	'etcd.quotaBytes': {kind: 'number', unit: 'bytes', low: 1_000_000, high: 100_000_000_000, usual: 2_147_483_648, source: 'etcd --quota-backend-bytes'},
	'vrrp.version': {kind: 'number', unit: '', low: 2, high: 3, usual: 3, source: 'RFC 9568; keepalived.conf(5), vrrp_version'},
	'vrrp.advertMs': {kind: 'number', unit: 'ms', low: 10, high: 40_950, usual: 1000, source: 'RFC 9568 §6.1, Advertisement_Interval'},
	'vrrp.downTimerAdverts': {kind: 'number', unit: '', low: 1, high: 100, usual: 3, source: 'keepalived.conf(5), down_timer_adverts'},
	'vrrp.preempt': {kind: 'boolean', usual: true, source: 'RFC 9568 §6.1, Preempt_Mode'},
	'vrrp.garpMasterRefreshMs': {kind: 'number', unit: 'ms', low: 0, high: 3_600_000, usual: 0, source: 'keepalived.conf(5), garp_master_refresh'},
	'vrrp.weight': {kind: 'number', unit: '', low: -253, high: 253, usual: 0, source: 'keepalived.conf(5), vrrp_script weight'},
	'vrrp.priorities': {kind: 'list', low: 1, high: 254, usual: [101, 100, 99], source: 'RFC 9568 §6.1, Priority'},
	'healthCheck.interMs': {kind: 'number', unit: 'ms', low: 10, high: 600_000, usual: 2000, source: 'HAProxy configuration manual, inter'},
	'healthCheck.fastinterMs': {kind: 'optional', unit: 'ms', low: 10, high: 600_000, usual: null, source: 'HAProxy configuration manual, fastinter'},
	'healthCheck.downinterMs': {kind: 'optional', unit: 'ms', low: 10, high: 600_000, usual: null, source: 'HAProxy configuration manual, downinter'},
	'healthCheck.rise': {kind: 'number', unit: '', low: 1, high: 100, usual: 2, source: 'HAProxy configuration manual, rise'},
	'healthCheck.fall': {kind: 'number', unit: '', low: 1, high: 100, usual: 3, source: 'HAProxy configuration manual, fall'},
	'healthCheck.timeoutCheckMs': {kind: 'optional', unit: 'ms', low: 10, high: 600_000, usual: null, source: 'HAProxy configuration manual, timeout check'},
	'healthCheck.shutdownSessions': {kind: 'boolean', usual: false, source: 'HAProxy configuration manual, on-marked-down'},
	'lease.durationMs': {kind: 'number', unit: 'ms', low: 1000, high: 3_600_000, usual: 15_000, source: 'kube-scheduler --leader-elect-lease-duration'},
	'lease.renewDeadlineMs': {kind: 'number', unit: 'ms', low: 1000, high: 3_600_000, usual: 10_000, source: 'kube-scheduler --leader-elect-renew-deadline'},
	'lease.retryPeriodMs': {kind: 'number', unit: 'ms', low: 100, high: 3_600_000, usual: 2000, source: 'kube-scheduler --leader-elect-retry-period'},
	'node.graceMs': {kind: 'number', unit: 'ms', low: 1000, high: 3_600_000, usual: 50_000, source: 'kube-controller-manager --node-monitor-grace-period, 1.32'},
	'node.monitorMs': {kind: 'number', unit: 'ms', low: 100, high: 600_000, usual: 5000, source: 'kube-controller-manager --node-monitor-period'},
	'node.tolerationS': {kind: 'number', unit: 's', low: 0, high: 86_400, usual: 300, source: 'kube-apiserver --default-unreachable-toleration-seconds'},
	'node.localKubelets': {kind: 'boolean', usual: true, source: 'kubeadm 1.33, ControlPlaneKubeletLocalMode'},
	'node.workers': {kind: 'number', unit: '', low: 0, high: 200, usual: 3, source: 'this simulator'},
	'network.delayMs': {kind: 'number', unit: 'ms', low: 0, high: 10_000, usual: 1, source: 'this simulator: a link of a local network, plus or minus half of it'},
	'network.lossPercent': {kind: 'number', unit: 'percent', low: 0, high: 100, usual: 0, source: 'this simulator'},
} as const satisfies Record<string, Row>;

export type SettingKey = keyof typeof settingTable;

type ValueOf<Each> = Each extends {kind: 'number'} ? number : Each extends {kind: 'optional'} ? number | null : Each extends {kind: 'boolean'} ? boolean : readonly number[];

/** Every setting with its value, in the unit its key names. */
export type Settings = {readonly [Key in SettingKey]: ValueOf<(typeof settingTable)[Key]>};

export const settingKeys = Object.keys(settingTable) as SettingKey[];

/** The programs' own defaults. */
export const defaultSettings = Object.fromEntries(settingKeys.map(key => [key, settingTable[key].usual])) as unknown as Settings;
