import type { GuidePage } from './guide';

/** Where a link of the guide leads. */
export type LinkTarget =
  | { readonly kind: 'page'; readonly page: string; readonly section: string | null }
  /** An address of the web: shown, not opened. */
  | { readonly kind: 'web'; readonly address: string }
  /** A file of the lab's sources that is not in the window. */
  | { readonly kind: 'file'; readonly path: string };

/** The page of words is made from the window's own. */
const GLOSSARY = 'docs/glossary.md';

/**
 * Reads a link of a page.
 * @param language of the page: its folder decides what a relative link means; English has none
 */
export function linkTarget(href: string, from: GuidePage, pages: readonly GuidePage[], language: string): LinkTarget {
  if (/^[a-z][a-z\d+.-]*:/i.test(href)) return { kind: 'web', address: href };
  const folder = language === 'en' ? 'docs/guide' : `docs/guide/${language}`;
  const url = new URL(href, `https://lab/${folder}/${from.name}.md`);
  const path = decodeURIComponent(url.pathname).slice(1);
  const name = path === GLOSSARY ? 'glossary' : /^docs\/guide\/(?:[\w-]+\/)?([\w-]+)\.md$/.exec(path)?.[1];
  const page = pages.find((known) => known.name === name);
  if (page === undefined) return { kind: 'file', path };
  const anchor = decodeURIComponent(url.hash).slice(1);
  const section = page.sections.find((known) => known.anchor === anchor);
  return { kind: 'page', page: page.name, section: section?.id ?? null };
}
