import type {VrrpAdvert} from './messages.js';
import type {Refusal} from './notes.js';
import type {VrrpInstance} from './state.js';

/**
Why an advert of this virtual router is thrown away before the state table sees it (RFC 9568 §7.1, RFC 3768 §7.1, and keepalived's
vrrp.c, vrrp_check_packet, in its order); undefined where it is not.
*/
export function refusalOf({settings, advertUs}: VrrpInstance, advert: VrrpAdvert): Refusal | undefined {
	if (advert.version !== settings.version) {
		return 'version';
	}

	if (settings.version === 2) {
		if (advert.authPass !== settings.authPass) {
			return 'password';
		}

		if (advert.advertUs !== advertUs) {
			return 'interval';
		}
	}

	return settings.refusesOtherAddresses && advert.vip !== settings.vip ? 'addresses' : undefined;
}
