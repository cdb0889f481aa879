import type {Claimed} from '../../model/lesson-run.js';

type Bounds = Extract<Claimed, {kind: 'measure'}>;

function exclude(one: Bounds, other: Bounds): boolean {
	const end = ({below = Number.POSITIVE_INFINITY}: Bounds) => below;
	const start = ({atLeast = Number.NEGATIVE_INFINITY}: Bounds) => atLeast;
	return one.measure === other.measure && one.of === other.of && (end(one) <= start(other) || end(other) <= start(one));
}

/** Whether two claims cannot both be true, whatever the run does. */
function contradict(one: Claimed, other: Claimed): boolean {
	if (one.kind === 'measure' && other.kind === 'measure') {
		return exclude(one, other);
	}

	return (one.kind === 'never' && other.kind === 'measure' && one.measure === other.measure)
		|| (other.kind === 'never' && one.kind === 'measure' && one.measure === other.measure);
}

function isOfFigures({kind}: Claimed): boolean {
	return kind === 'measure' || kind === 'never';
}

/**
Whether two options could both be right by their figures alone. Options that claim notes as well are told apart by the run itself:
many things may happen in it side by side.
*/
export function mayBothHold(some: readonly Claimed[], others: readonly Claimed[]): boolean {
	return [...some, ...others].every(claim => isOfFigures(claim)) && !some.some(one => others.some(other => contradict(one, other)));
}
