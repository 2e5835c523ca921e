import { markup, trusted, type Markup } from '../../basics/markup';
import type { ReportDocument, ReportSection } from '../document';
import { blockMarkup } from './blocks';
import { PAGE_STYLE } from './style';

/** Nothing runs and nothing is fetched: styles and pictures that are in the page itself, and no more. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The report as one page with everything in it. */
export function reportPage(report: ReportDocument): string {
  const { title, facts, sections, colophon } = report;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<header>
<p class="kind">Report</p>
<h1>${title}</h1>
<dl>
${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>
</header>
<nav aria-label="Contents">
<ol>
${sections.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>`)}
</ol>
</nav>
<main id="report">
${sections.map(sectionMarkup)}
</main>
<footer><p>${colophon}</p></footer>
</body>
</html>
`;
  return page.markup;
}

function sectionMarkup({ id, title, blocks }: ReportSection): Markup {
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${blocks.map(blockMarkup)}
</section>`;
}
