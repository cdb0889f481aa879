import type {Guarantees} from '../model/plan.js';
import type {Language} from '../model/language.js';
import {guaranteeWords} from './messages/plan-view.js';

/** Digits kept of the part that is missing to 100 %; the nines before it are all kept. */
const significantDigits = 3;

/** A probability as percent, e.g. `99.9702` for 0.999702: all its nines, and three digits of what is missing. */
export function percent(probability: number): string {
	const missing = (1 - probability) * 100;
	if (missing <= 0) {
		return '100';
	}

	// 1 - p carries the rounding of p's last decimals, so what looks like a power of ten is nudged up to it.
	const magnitude = Math.floor(Math.log10(missing) + 1e-9);
	const decimals = Math.min(12, Math.max(0, significantDigits - 1 - magnitude));
	const written = (probability * 100).toFixed(decimals);
	return written.includes('.') ? written.replace(/\.?0+$/v, '') : written;
}

/** Minutes of a year, to one decimal; what rounds to nothing is said to be less than that. */
export function minutesText(minutes: number, language: Language): string {
	return minutes < 0.05 ? guaranteeWords.less('0.1')[language] : minutes.toFixed(1);
}

/** What every availability figure stands on; it is never shown without. */
export function assumptionsText({machine, zone}: Guarantees['availability']['assumes'], language: Language): string {
	return guaranteeWords.assumesMachine(percent(machine))[language]
		+ (zone === null ? '' : guaranteeWords.assumesZone(percent(zone))[language])
		+ guaranteeWords.assumesRest[language];
}
