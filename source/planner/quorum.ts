/**
How many voters must agree before etcd answers: more than half of all of them, dead ones included.
@param voters Members that vote, at least 0. Learners do not count.
@returns at least 1: with no voter there is no quorum.
Source: etcd FAQ, "What is failure tolerance?"; Raft §5.
*/
export function quorumOf(voters: number): number {
	return Math.floor(voters / 2) + 1;
}

/**
How many voters may be down, whichever they are, while etcd still answers.
@param voters Members that vote, at least 1.
Source: etcd FAQ, "What is failure tolerance?".
*/
export function toleranceOf(voters: number): number {
	return voters - quorumOf(voters);
}
