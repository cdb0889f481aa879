/** The colours of a page, by what they are for. */
export type Palette = {
	readonly page: string;
	readonly surface: string;
	readonly sunken: string;
	readonly line: string;
	readonly ink: string;
	readonly quiet: string;
	readonly accent: string;
	readonly good: string;
	readonly warn: string;
	readonly bad: string;
	readonly controlPlane: string;
	readonly etcd: string;
	readonly balancer: string;
	readonly worker: string;
};

export const light: Palette = {
	page: '#f7f6f3',
	surface: '#ffffff',
	sunken: '#f0eeea',
	line: '#d8d4cc',
	ink: '#1f2530',
	quiet: '#565d6b',
	accent: '#0b6168',
	good: '#1d6b3a',
	warn: '#855000',
	bad: '#a3271d',
	controlPlane: '#1c4f8f',
	etcd: '#7a3e00',
	balancer: '#6a2c80',
	worker: '#46515f',
};

export const dark: Palette = {
	page: '#12151b',
	surface: '#1a1f28',
	sunken: '#222936',
	line: '#3a4352',
	ink: '#e7e9ee',
	quiet: '#a9b2c1',
	accent: '#79ccd0',
	good: '#86d3a0',
	warn: '#f0bd6e',
	bad: '#ff9d92',
	controlPlane: '#9cc4ff',
	etcd: '#f2b98a',
	balancer: '#dfabf2',
	worker: '#b9c4d2',
};

/** Colours that text is written in, and those that it is written on: each pair must be read easily (WCAG 2.2 §1.4.3). */
export const inks: ReadonlyArray<keyof Palette> = ['ink', 'quiet', 'accent', 'good', 'warn', 'bad', 'controlPlane', 'etcd', 'balancer', 'worker'];
export const grounds: ReadonlyArray<keyof Palette> = ['page', 'surface', 'sunken'];
