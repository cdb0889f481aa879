import {reportPage} from './report/page.js';
import type {Target} from './target.js';

/** The plan for people who were not there: one HTML page that can be mailed, printed and read on a phone. */
export const reportTarget: Target = {
	name: 'report',
	about: {en: 'one HTML page: topology, guarantees, alternatives, reasons, runbook', zh: '一个 HTML 页面：拓扑、保证、备选方案、理由、操作手册'},
	refuses: () => undefined,
	needs: () => [],
	write: input => new Map([['report/report.html', reportPage(input)]]),
	next: () => [
		{en: 'Open report/report.html in any browser; it needs no network. Print it, or send it to whoever decides.', zh: '用任意浏览器打开 report/report.html；不需要网络。可以打印，也可以发给做决定的人。'},
	],
};
