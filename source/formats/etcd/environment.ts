import {commentLines} from '../comment-lines.js';
import {configWord} from '../quoting.js';
import {clientUrl, initialCluster, peerUrl, type Member} from './members.js';
import {metricsComment, metricsUrls} from './metrics.js';
import {
	compactionComment, dataDirectory, electionMs, heartbeatMs, pkiDirectory, quotaBytes, quotaComment, timersComment,
} from './settings.js';

/**
The environment file of one member that systemd runs. etcd takes every flag from a variable as well; these exist in all of
3.4, 3.5, 3.6 and 3.7.
@param cluster The cluster's name, which becomes its token.
*/
export function environmentFile(cluster: string, member: Member, members: readonly Member[]): string {
	const peer = peerUrl(member.address);
	const client = clientUrl(member.address);
	return [
		...commentLines(`etcd on ${member.name}, one of ${members.length} members of ${cluster}: /etc/etcd/etcd.env, read by etcd.service.`),
		`ETCD_NAME=${configWord(member.name)}`,
		`ETCD_DATA_DIR=${dataDirectory}`,
		'',
		`ETCD_LISTEN_PEER_URLS=${peer}`,
		`ETCD_LISTEN_CLIENT_URLS=${client}`,
		`ETCD_INITIAL_ADVERTISE_PEER_URLS=${peer}`,
		`ETCD_ADVERTISE_CLIENT_URLS=${client}`,
		...commentLines(metricsComment),
		`ETCD_LISTEN_METRICS_URLS=${metricsUrls(member.address)}`,
		'',
		...commentLines('How the cluster is formed. A member that has data ignores these lines: whoever replaces a member adds it with etcdctl first and then says "existing".'),
		`ETCD_INITIAL_CLUSTER=${initialCluster(members)}`,
		'ETCD_INITIAL_CLUSTER_STATE=new',
		...commentLines('Unlike for every other cluster, so that a member of another one can never join by mistake.'),
		`ETCD_INITIAL_CLUSTER_TOKEN=${configWord(cluster)}`,
		'',
		...commentLines(timersComment),
		`ETCD_HEARTBEAT_INTERVAL=${heartbeatMs}`,
		`ETCD_ELECTION_TIMEOUT=${electionMs}`,
		...commentLines('A member that comes back from a cut asks before it campaigns, so it unseats no healthy leader. On by default since 3.5.'),
		'ETCD_PRE_VOTE=true',
		'',
		...commentLines(quotaComment),
		`ETCD_QUOTA_BACKEND_BYTES=${quotaBytes}`,
		...commentLines(compactionComment),
		'ETCD_AUTO_COMPACTION_RETENTION=0',
		'',
		...commentLines('Both sides show a certificate: whoever can write to etcd owns the cluster.'),
		'ETCD_CLIENT_CERT_AUTH=true',
		`ETCD_TRUSTED_CA_FILE=${pkiDirectory}/ca.crt`,
		`ETCD_CERT_FILE=${pkiDirectory}/server.crt`,
		`ETCD_KEY_FILE=${pkiDirectory}/server.key`,
		'ETCD_PEER_CLIENT_CERT_AUTH=true',
		`ETCD_PEER_TRUSTED_CA_FILE=${pkiDirectory}/ca.crt`,
		`ETCD_PEER_CERT_FILE=${pkiDirectory}/peer.crt`,
		`ETCD_PEER_KEY_FILE=${pkiDirectory}/peer.key`,
		'',
	].join('\n');
}
