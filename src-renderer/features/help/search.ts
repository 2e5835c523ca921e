import MiniSearch from 'minisearch';

import { plainText } from '../../ui/find';
import type { GuidePage, GuideSection } from './guide';

/** A part of a snippet; `isFound` where it is what was looked for. */
export interface SnippetPart {
  readonly text: string;
  readonly isFound: boolean;
}

export interface Hit {
  readonly page: GuidePage;
  readonly section: GuideSection;
  readonly snippet: readonly SnippetPart[];
}

/** So many are shown. */
const MOST = 20;
/** Characters of a snippet before what was found, and in all. */
const BEFORE = 50;
const LENGTH = 180;

/**
 * Searches all sections of a guide, best first. The beginning of a word finds it, and a small slip does no harm; all words
 * must be found where one section has them all.
 */
export function guideSearch(pages: readonly GuidePage[]): (typed: string) => readonly Hit[] {
  const sections = pages.flatMap((page) => page.sections.map((section) => ({ page, section })));
  const index = new MiniSearch({
    fields: ['title', 'pageTitle', 'text'],
    processTerm: plainText,
    searchOptions: {
      boost: { title: 4, pageTitle: 2 },
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
  index.addAll(sections.map(({ page, section: { title, text } }, id) => ({ id, title, pageTitle: page.title, text })));
  return (typed) => {
    const all = index.search(typed, { combineWith: 'AND' });
    const found = all.length > 0 ? all : index.search(typed);
    return found.slice(0, MOST).flatMap(({ id, terms }) => {
      const hit = sections[Number(id)];
      return hit === undefined ? [] : [{ ...hit, snippet: snippetOf(hit.section.text, terms) }];
    });
  };
}

/** The words around the first one that was found, from the beginning where none is in the text. */
function snippetOf(text: string, terms: readonly string[]): readonly SnippetPart[] {
  const parts = text
    .split(/([\p{L}\p{N}]+)/u)
    .map((part) => ({ text: part, isFound: terms.includes(plainText(part)) }));
  const first = parts.findIndex(({ isFound }) => isFound);
  let from = Math.max(0, first);
  for (let room = BEFORE; from > 0 && room > 0; from -= 1) room -= parts[from - 1]?.text.length ?? 0;
  const shown: SnippetPart[] = from > 0 ? [{ text: '… ', isFound: false }] : [];
  let length = 0;
  for (const part of parts.slice(from)) {
    length += part.text.length;
    if (length > LENGTH) return [...shown, { text: ' …', isFound: false }];
    if (part.text !== '') shown.push(part);
  }
  return shown;
}
