/** The label that the scheduler and every controller read a node's zone from (Kubernetes, Well-Known Labels). */
export const zoneLabelKey = 'topology.kubernetes.io/zone';

/** What Kubernetes takes as the value of a label. */
const labelValue = /^[a-zA-Z\d](?:[\w.\-]{0,61}[a-zA-Z\d])?$/v;

/** Whether a zone's name can stand in a label as it is. */
export function isLabelValue(text: string): boolean {
	return labelValue.test(text);
}
