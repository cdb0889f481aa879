import {dark, light, type Palette} from './palette.js';

function variables(palette: Palette): string {
	return Object.entries(palette).map(([name, colour]) => `--${name}:${colour}`).join(';');
}

/*
No colour and no size stands in the page itself: a reader's own settings win over this sheet, and paper is always light.
*/
const screen = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:auto}
body{margin:0;background:var(--page);color:var(--ink);font:400 1rem/1.65 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
main,header.top,footer{max-width:62rem;margin:0 auto;padding:0 1.25rem}
header.top{padding-top:3rem}
h1{font-size:2.1rem;line-height:1.2;letter-spacing:-.015em;margin:0 0 .6rem;font-weight:650}
h2{font-size:1.45rem;line-height:1.3;margin:3.5rem 0 1rem;padding-top:1.25rem;border-top:1px solid var(--line);font-weight:650}
h3{font-size:1.15rem;line-height:1.35;margin:2.2rem 0 .6rem;font-weight:650}
h4{font-size:1rem;margin:1.8rem 0 .5rem;font-weight:650;color:var(--accent)}
p,ul,ol,dl{margin:.7rem 0}
li{margin:.25rem 0}
p,li,dd,h1,h2,h3,h4,figcaption{overflow-wrap:anywhere}
td,th,td code,th code{overflow-wrap:break-word}
.lead{font-size:1.1rem;color:var(--quiet);margin:0}
a{color:var(--accent);text-underline-offset:.2em}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:3px}
code,pre,.mono{font-family:ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.88em}
code{background:var(--sunken);border-radius:4px;padding:.1em .35em;overflow-wrap:anywhere}
pre{background:var(--sunken);border:1px solid var(--line);border-radius:8px;margin:.35rem 0 1rem;padding:.85rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.55;tab-size:2}
mark{background:none;color:var(--bad);font-weight:700;text-decoration:underline dotted;text-underline-offset:.2em}
.line{display:block;padding-left:2ch;text-indent:-2ch}
pre code{background:none;padding:0;font-size:1em}
.where{margin:1.1rem 0 0;font-size:.86rem;color:var(--quiet);font-weight:600}
nav{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem;margin:2rem 0 0}
nav ol{margin:0;padding-left:1.4rem}
nav li{margin:0;padding:.15rem 0;break-inside:avoid}
nav h2{all:unset;display:block;font-weight:650;margin:0 0 .4rem}
@media (min-width:46rem){nav ol ol{columns:2;column-gap:2rem}}
.cards{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));margin:1rem 0;padding:0}
.card{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:1rem 1.2rem}
.card dt{font-size:.86rem;color:var(--quiet);font-weight:600}
.card dd{margin:.25rem 0 0}
.number{font-size:1.9rem;line-height:1.2;font-weight:650;letter-spacing:-.01em;font-variant-numeric:tabular-nums}
.small{font-size:.88rem;color:var(--quiet)}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
figure{margin:1rem 0}
figcaption{font-size:.88rem;color:var(--quiet);margin-top:.6rem}
svg{display:block;width:100%;height:auto}
svg.narrow{display:none}
@media (max-width:44rem){svg.wide{display:none}svg.narrow{display:block}h1{font-size:1.7rem}h2{font-size:1.3rem;margin-top:2.8rem}header.top{padding-top:1.75rem}}
svg text{fill:var(--ink);font-family:inherit}
svg .name{font-size:14px;font-weight:600}
svg .address{font-size:12px;fill:var(--quiet);font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
svg .label{font-size:13px;font-weight:600;fill:var(--quiet)}
svg .chip{font-size:11px;font-weight:600}
svg .zone{fill:var(--surface);stroke:var(--line)}
svg .machine{fill:var(--page);stroke:var(--line)}
svg .endpoint{fill:var(--surface);stroke:var(--accent);stroke-width:1.5}
svg .way{stroke:var(--accent);stroke-width:1.5;fill:none}
svg .tip{fill:var(--accent)}
svg .pill{fill:none;stroke-width:1}
svg .control-plane{stroke:var(--controlPlane)}svg text.control-plane{stroke:none;fill:var(--controlPlane)}
svg .etcd{stroke:var(--etcd)}svg text.etcd{stroke:none;fill:var(--etcd)}
svg .load-balancer{stroke:var(--balancer)}svg text.load-balancer{stroke:none;fill:var(--balancer)}
svg .worker{stroke:var(--worker)}svg text.worker{stroke:none;fill:var(--worker)}
.scroll{overflow-x:auto;margin:1rem 0;border:1px solid var(--line);border-radius:10px;background:var(--surface)}
table{border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.5}
.many{min-width:44rem}
caption{caption-side:top;text-align:left;font-weight:600;font-size:.88rem;color:var(--quiet);padding:.8rem 1rem .3rem}
th,td{text-align:left;vertical-align:top;padding:.55rem 1rem;border-top:1px solid var(--line)}
thead th{font-size:.86rem;color:var(--quiet);border-top:0}
tbody th{font-weight:600}
.own{background:var(--sunken)}
.callout{border-left:4px solid var(--line);background:var(--surface);border-radius:0 8px 8px 0;padding:.65rem 1rem;margin:.8rem 0}
.callout.see{border-color:var(--good)}.callout.see>strong:first-child{color:var(--good)}
.callout.otherwise{border-color:var(--warn)}.callout.otherwise>strong:first-child{color:var(--warn)}
.callout.note{border-color:var(--accent)}.callout.note>strong:first-child{color:var(--accent)}
.callout.warning{border-color:var(--bad)}.callout.warning>strong:first-child{color:var(--bad)}
.callout.error{border-color:var(--bad)}.callout.error>strong:first-child{color:var(--bad)}
.callout.info{border-color:var(--accent)}.callout.info>strong:first-child{color:var(--accent)}
.decision{margin:1.6rem 0}
.decision h3{margin:0}
.decision p{margin:.3rem 0}
footer{margin-top:4rem;padding-top:1.5rem;padding-bottom:3rem;color:var(--quiet);font-size:.88rem;border-top:1px solid var(--line)}
`;

const paper = `
body{background:#fff;font-size:10pt;line-height:1.45}
main,header.top,footer{max-width:none;padding-left:0;padding-right:0}
nav{display:none}
svg.wide{display:block}svg.narrow{display:none}
h2{break-after:avoid}h3,h4,.where,caption{break-after:avoid}
#runbook{break-before:page}
pre,.callout,.card,tr,figure,.decision{break-inside:avoid}
.scroll{overflow:visible;border:0}
.many{min-width:0}
th,td{padding:.3rem .5rem}
td,th,td code,th code{overflow-wrap:anywhere}
a{color:inherit;text-decoration:none}
`;

/** The page's whole style sheet: light, dark where the reader's system is, light again on paper. */
export function styleSheet(): string {
	const sheet = [
		`:root{color-scheme:light dark;${variables(light)}}`,
		`@media screen and (prefers-color-scheme:dark){:root{${variables(dark)}}}`,
		screen.trim(),
		`@media print{${paper.trim()}}`,
	];
	return sheet.join('\n');
}
