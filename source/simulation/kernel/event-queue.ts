import type {Microseconds} from './time.js';

/** What stands in the queue: ordered by its time, then by the sequence in which it was put there, which never repeats. */
export type Queued = {readonly at: Microseconds; readonly sequence: number};

/** A binary heap as a plain array, so that a copy of it is a checkpoint. Sequence numbers make its order a total one. */
export type EventQueue<Event extends Queued> = Event[];

function isBefore(left: Queued, right: Queued): boolean {
	return left.at < right.at || (left.at === right.at && left.sequence < right.sequence);
}

/** Puts an event in its place. */
export function enqueue<Event extends Queued>(queue: EventQueue<Event>, event: Event): void {
	let index = queue.length;
	queue.push(event);
	while (index > 0) {
		const parent = (index - 1) >> 1;
		const above = queue[parent]!;
		if (isBefore(above, event)) {
			break;
		}

		queue[index] = above;
		index = parent;
	}

	queue[index] = event;
}

/** Takes the earliest event out; undefined where there is none. */
export function dequeue<Event extends Queued>(queue: EventQueue<Event>): Event | undefined {
	const first = queue[0];
	const last = queue.pop();
	if (first === undefined || last === undefined || queue.length === 0) {
		return first;
	}

	const size = queue.length;
	let index = 0;
	for (;;) {
		let child = (2 * index) + 1;
		if (child >= size) {
			break;
		}

		if (child + 1 < size && isBefore(queue[child + 1]!, queue[child]!)) {
			child++;
		}

		if (isBefore(last, queue[child]!)) {
			break;
		}

		queue[index] = queue[child]!;
		index = child;
	}

	queue[index] = last;
	return first;
}
