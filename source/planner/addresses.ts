/*
IP addresses and host names as a person writes them. Addresses are compared by value: ::1 and 0:0:0:0:0:0:0:1 are one.
*/

export type IpFamily = 'IPv4' | 'IPv6';

export type IpAddress = {
	readonly family: IpFamily;
	/** 4 or 16 numbers from 0 to 255. */
	readonly bytes: readonly number[];
};

function ipv4Bytes(text: string): number[] | undefined {
	const parts = text.split('.');
	return parts.length === 4 && parts.every(part => /^(?:0|[1-9]\d{0,2})$/v.test(part) && Number(part) <= 255)
		? parts.map(Number)
		: undefined;
}

/** The bytes of one side of `::`, or of the whole address; undefined where it is malformed. */
function groupBytes(text: string): number[] | undefined {
	const bytes: number[] = [];
	const groups = text === '' ? [] : text.split(':');
	for (const [index, group] of groups.entries()) {
		const embedded = index === groups.length - 1 ? ipv4Bytes(group) : undefined;
		if (embedded !== undefined) {
			bytes.push(...embedded);
		} else if (/^[\da-f]{1,4}$/iv.test(group)) {
			const value = Number.parseInt(group, 16);
			bytes.push(value >> 8, value & 255);
		} else {
			return undefined;
		}
	}

	return bytes;
}

function ipv6Bytes(text: string): number[] | undefined {
	const sides = text.split('::');
	const before = groupBytes(sides[0] ?? '');
	const after = sides.length === 2 ? groupBytes(sides[1] ?? '') : [];
	if (sides.length > 2 || !text.includes(':') || before === undefined || after === undefined) {
		return undefined;
	}

	const gap = 16 - before.length - after.length;
	const isRight = sides.length === 2 ? gap >= 2 : gap === 0;
	return isRight ? [...before, ...Array.from({length: gap}, () => 0), ...after] : undefined;
}

/** Reads an address without a prefix length, a port or a zone index. */
export function readIp(text: string): IpAddress | undefined {
	const four = ipv4Bytes(text);
	if (four !== undefined) {
		return {family: 'IPv4', bytes: four};
	}

	const six = ipv6Bytes(text);
	return six && {family: 'IPv6', bytes: six};
}

/** Whether two texts are the same address, or the same name. */
export function sameAddress(a: string, b: string): boolean {
	const left = readIp(a);
	const right = readIp(b);
	return left === undefined || right === undefined
		? a.toLowerCase() === b.toLowerCase()
		: left.family === right.family && left.bytes.every((byte, index) => byte === right.bytes[index]);
}

/** Whether a machine can own the address: neither unspecified, loopback, multicast nor broadcast. */
export function isHostAddress({family, bytes}: IpAddress): boolean {
	const first = bytes[0] ?? 0;
	if (family === 'IPv4') {
		return first !== 0 && first !== 127 && first < 224;
	}

	const isLow = bytes.slice(0, 15).every(byte => byte === 0) && (bytes[15] ?? 0) <= 1;
	return first !== 255 && !isLow;
}

/** A DNS name: labels of letters, digits and hyphens, 253 characters at most (RFC 1123 §2.1). */
export function isHostName(text: string): boolean {
	const labels = text.split('.');
	return text.length <= 253
		&& labels.every(label => /^[a-z\d](?:[a-z\d\-]{0,61}[a-z\d])?$/iv.test(label))
		// An all-numeric name would be a mistyped address.
		&& !/^\d+$/v.test(labels.at(-1) ?? '');
}
