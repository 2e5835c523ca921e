import type { ChartPalette } from '../../answers/palette';

/** The colours of a chart in the page follow its theme. */
export const PAGE_PALETTE: ChartPalette = {
  ink: 'var(--ink)',
  grid: 'var(--line)',
  ground: 'var(--surface)',
  quiet: 'var(--ink-faint)',
  series: [
    'var(--series-1)',
    'var(--series-2)',
    'var(--series-3)',
    'var(--series-4)',
    'var(--series-5)',
    'var(--series-6)',
    'var(--series-7)',
    'var(--series-8)',
  ],
};

const LIGHT = `
  --page: #ffffff; --surface: #ffffff; --sunken: #f1f3f4; --line: #d9dde0; --line-strong: #858d94;
  --ink: #15191c; --ink-soft: #49525a; --ink-faint: #5f6972; --accent: #0a6178;
  --series-1: #0a6178; --series-2: #b64b00; --series-3: #7b3fa0; --series-4: #1c6b3c;
  --series-5: #b0206e; --series-6: #2f4fb5; --series-7: #7d5200; --series-8: #49525a;
  --shade-1: #e9f3f5; --shade-2: #d5e8ec; --shade-3: #bcdae1; --shade-4: #a0cad4;
  --shade-5: #2c7d93; --shade-6: #1c7087; --shade-7: #0a6178; --shade-8: #074b5e; --on-shade: #ffffff;`;
const DARK = `
  --page: #121517; --surface: #121517; --sunken: #1c2124; --line: #2f363b; --line-strong: #6d767d;
  --ink: #e9ebec; --ink-soft: #b4bcc2; --ink-faint: #949da4; --accent: #5fbfd2;
  --series-1: #5fbfd2; --series-2: #f3a25e; --series-3: #c8a2f0; --series-4: #6fca90;
  --series-5: #f090c0; --series-6: #92b0ff; --series-7: #e6c255; --series-8: #b4bcc2;
  --shade-1: #152428; --shade-2: #183036; --shade-3: #1b3d45; --shade-4: #1f4a54;
  --shade-5: #4fa8ba; --shade-6: #57b3c6; --shade-7: #5fbfd2; --shade-8: #8ad5e3; --on-shade: #06181d;`;

const SHADE_RULES = [1, 2, 3, 4]
  .map((shade) => `.shade-${shade} { background: var(--shade-${shade}); }`)
  .concat([5, 6, 7, 8].map((shade) => `.shade-${shade} { background: var(--shade-${shade}); color: var(--on-shade); }`))
  .join('\n');

/** Printed in light colours on white paper, each section whole where it fits. */
const PRINT = `
@page { size: A4; margin: 16mm 14mm 18mm; }
@page { @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #5f6972; } }
@media print {
  :root { ${LIGHT} color-scheme: light; font-size: 9.5pt; }
  * { print-color-adjust: exact; }
  body { max-width: none; padding: 0; }
  p, ul, ol, figcaption { max-width: 160mm; }
  nav, .skip { display: none; }
  .scroll { overflow: visible; }
  header { border-top: 3pt solid var(--accent); }
  table { width: 100%; font-size: 8pt; }
  th, td { padding: 1.5pt 4pt; }
  h2, h3, caption { break-after: avoid; }
  tr, figure, .matrix, .pictures, pre { break-inside: avoid; }
  figure svg { max-height: 105mm; }
  .pictures { gap: 3mm; }
  .pictures li { width: 27mm; }
  .pictures img { width: 12.5mm; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  a { color: inherit; text-decoration: none; }
}`;

export const PAGE_STYLE = `
:root { color-scheme: light dark; ${LIGHT}
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif; }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
html { background: var(--page); color: var(--ink); scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { max-width: 66rem; margin: 0 auto; padding: 1.5rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; background: var(--surface); padding: .5rem; }
.skip:focus { left: 1rem; }
header { border-top: 4px solid var(--accent); padding-top: 1rem; }
.kind { margin: 0; color: var(--ink-faint); font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; }
h1 { margin: .1rem 0 .4rem; font-size: 2rem; line-height: 1.2; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .6rem 1.5rem; margin: 0; padding: .8rem 0; border-block: 1px solid var(--line); }
dt { color: var(--ink-faint); font-size: .8rem; }
dd { margin: 0; overflow-wrap: anywhere; }
nav ol { display: flex; max-width: none; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1rem 0 0; padding: 0; list-style: none; font-size: .9rem; }
section { margin-top: 2.2rem; }
h2 { margin: 0 0 .6rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); font-size: 1.3rem; line-height: 1.3; }
h3 { margin: 1.2rem 0 .4rem; font-size: 1rem; overflow-wrap: anywhere; }
p, ul, ol { max-width: 48rem; overflow-wrap: anywhere; }
p { margin: .6rem 0; }
li { margin: .25rem 0; }
.scroll { overflow-x: auto; margin: .8rem 0 1.2rem; }
table { border-collapse: collapse; font-size: .86rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
caption { padding: 0 0 .35rem; text-align: left; font-weight: 600; font-size: .95rem; }
th, td { padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th { border-bottom: 1px solid var(--line-strong); color: var(--ink-soft); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 500; min-width: 8rem; max-width: 24rem; }
tbody .short { min-width: 0; }
td { max-width: 30rem; }
.number { text-align: right; }
td.number { white-space: nowrap; }
.matrix th, .matrix td { padding: .25rem .5rem; }
.matrix tbody th { min-width: 0; padding-left: 0; white-space: nowrap; }
.matrix td { min-width: 3.2rem; border: 1px solid var(--line); }
${SHADE_RULES}
figure { margin: .8rem 0 1.2rem; }
figure svg { display: block; width: 100%; max-width: 52rem; height: auto; min-width: 30rem; }
figcaption { max-width: 48rem; color: var(--ink-soft); font-size: .86rem; }
.pictures { display: flex; flex-wrap: wrap; gap: .9rem; max-width: none; margin: 0; padding: 0; list-style: none; }
.pictures li { width: 9.4rem; margin: 0; }
.pictures figure { margin: 0; }
.pictures img { width: 4.4rem; height: auto; margin-right: .3rem; image-rendering: pixelated; border: 1px solid var(--line); }
.pictures figcaption { font-size: .78rem; line-height: 1.35; }
pre { max-width: 100%; overflow-x: auto; padding: .8rem 1rem; background: var(--sunken); border-radius: 5px; font: .84rem/1.5 ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); color: var(--ink-faint); font-size: .82rem; }
${PRINT}
`;
