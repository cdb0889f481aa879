/**
FNV-1a, 32 bits, over the UTF-8 bytes of a text (IETF draft-eastlake-fnv: offset basis 2166136261, prime 16777619).
Used for the VRID of a plan's name and for the fingerprint of a translated text; not for anything secret.
@returns an unsigned 32-bit integer.
*/
export function fnv1a32(text: string): number {
	let hash = 2_166_136_261;
	for (const byte of new TextEncoder().encode(text)) {
		hash = Math.imul(hash ^ byte, 16_777_619);
	}

	return hash >>> 0;
}
