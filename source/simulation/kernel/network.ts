import {between, fraction, happens, type Random} from './random.js';
import {milliseconds, type Microseconds} from './time.js';

/** One direction between two machines. */
export type Link = {
	/** Nothing arrives, and nobody is told. */
	cut: boolean;
	/** The middle of the delay. */
	delayUs: Microseconds;
	/** How far a delay strays from the middle, as a share of it, 0 to 1. */
	jitter: number;
	/** The probability that one message is lost, 0 to 1. */
	loss: number;
	/** The probability that a datagram arrives twice, 0 to 1. */
	duplicate: number;
	/** The probability that a datagram is held up and overtaken by later ones, 0 to 1. */
	reorder: number;
	/** When the last message arrives that keeps its order. */
	lastArrivalUs: Microseconds;
};

/** The links of all machines, as a matrix: from * machines + to. */
export type Network = {readonly machines: number; readonly links: Link[]};

/** A machine reaches itself in this time, whatever is cut. */
const loopbackUs = milliseconds(0.02);

/** TCP's first wait for an acknowledgement on Linux (TCP_RTO_MIN); it doubles each time (RFC 6298 §5.5). */
const firstRetransmissionUs = milliseconds(200);

/** A network in which every machine reaches every other one. */
export function calmNetwork(machines: number, {delayUs, jitter}: {readonly delayUs: Microseconds; readonly jitter: number}): Network {
	const links: Link[] = [];
	for (let index = 0; index < machines * machines; index++) {
		const itself = Math.floor(index / machines) === index % machines;
		links.push({cut: false, delayUs: itself ? loopbackUs : delayUs, jitter: itself ? 0 : jitter, loss: 0, duplicate: 0, reorder: 0, lastArrivalUs: 0});
	}

	return {machines, links};
}

/** The link from one machine to another. */
export function linkOf(network: Network, from: number, to: number): Link {
	return network.links[(from * network.machines) + to]!;
}

/** A copy that shares nothing with the original. */
export function copyNetwork(network: Network): Network {
	return {machines: network.machines, links: network.links.map(link => ({...link}))};
}

function inOrder(link: Link, at: Microseconds): Microseconds {
	const arrival = at < link.lastArrivalUs ? link.lastArrivalUs : at;
	link.lastArrivalUs = arrival;
	return arrival;
}

function delayOf(link: Link, random: Random): Microseconds {
	return link.jitter === 0 ? link.delayUs : Math.round(link.delayUs * (1 + (link.jitter * ((2 * fraction(random)) - 1))));
}

/**
When a message on a connection arrives; -1 where it never does. What is lost is sent again by TCP, and keeps its order.
What is sent over a cut is taken as lost for good: whoever waits for it has given up long before TCP does.
*/
export function streamArrival(link: Link, now: Microseconds, random: Random): Microseconds {
	if (link.cut) {
		return -1;
	}

	let waitUs = 0;
	for (let attempt = 0; happens(random, link.loss); attempt++) {
		if (attempt === 15) {
			return -1;
		}

		waitUs += firstRetransmissionUs * (2 ** attempt);
	}

	return inOrder(link, now + waitUs + delayOf(link, random));
}

/** When a datagram arrives; -1 where it is lost. */
export function datagramArrival(link: Link, now: Microseconds, random: Random): Microseconds {
	if (link.cut || happens(random, link.loss)) {
		return -1;
	}

	const arrival = now + delayOf(link, random);
	return happens(random, link.reorder) ? arrival + between(random, 0, 10 * link.delayUs) : inOrder(link, arrival);
}
