/** How many of so many voters decide. */
export function quorumOf(voters: number): number {
	return Math.floor(voters / 2) + 1;
}
