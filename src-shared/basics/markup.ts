/** Text that is markup already: what went into it was escaped. */
export interface Markup {
  readonly markup: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** What XML cannot hold, however it is written, and lone surrogates (XML 1.0, production 2). */
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu; // eslint-disable-line no-control-regex

/** A text as it stands in HTML, SVG or an attribute: nothing in it is taken for markup. */
export function escapedMarkup(text: string): string {
  return text.replace(IMPOSSIBLE, '\ufffd').replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

type Part = string | number | Markup | readonly Markup[];

/** Builds markup from a template: every text and number in it is escaped, and only other markup is not. */
export function markup(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const text = template.map((piece, place) => piece + textOf(parts[place] ?? '')).join('');
  return { markup: text };
}

/** Takes a text for markup. Only for what this lab has written itself. */
export function trusted(text: string): Markup {
  return { markup: text };
}

function textOf(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escapedMarkup(String(part));
  return 'markup' in part ? part.markup : part.map((each) => each.markup).join('\n');
}
