import { describe, expect, it } from 'vitest';

import { ROUTES } from '../../../../../src-renderer/app/router';
import { glossaryText } from '../../../../../src-renderer/features/help/glossary';
import { GUIDE_PAGES, readGuide, type GuidePage } from '../../../../../src-renderer/features/help/guide';
import { linkTarget } from '../../../../../src-renderer/features/help/links';
import { pictureAt } from '../../../../../src-renderer/features/help/pictures';
import { guideTexts } from '../../../../../src-renderer/features/help/texts';
import { en } from '../../../../../src-renderer/i18n/en';
import { createLabI18n } from '../../../../../src-renderer/i18n/i18n';
import { LANGUAGES } from '../../../../../src-renderer/i18n/languages';
import { HELP_OF_SCREEN, helpAddress } from '../../../../../src-renderer/ui/help-pages';
import { TERM_GROUPS, termAddress, type TermName } from '../../../../../src-renderer/ui/terms';

const { global: i18n } = createLabI18n();

async function guideIn(language: string): Promise<readonly GuidePage[]> {
  const glossary = (locale: string) => glossaryText((key) => i18n.t(key, {}, { locale }));
  const english = await guideTexts('en');
  const texts = await guideTexts(language);
  return readGuide({ ...texts, glossary: glossary(language) }, { ...english, glossary: glossary('en') });
}
const guides = Object.fromEntries(
  await Promise.all(['en', 'pl'].map(async (tag) => [tag, await guideIn(tag)] as const)),
);
const english = guides['en'] ?? [];
const [inEnglish, inPolish] = await Promise.all([guideTexts('en'), guideTexts('pl')]);

/** The blocks of code of a page. */
const codeOf = (text: string): readonly string[] => text.match(/^ *```[\s\S]*?^ *```/gm) ?? [];
const headingsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/^ *```[\s\S]*?^ *```/gm, '')
    .split('\n')
    .flatMap((line) => /^#+ /.exec(line)?.[0] ?? []);

describe('the guide', () => {
  it('has every file of docs/guide as a page, and the glossary', () => {
    expect([...GUIDE_PAGES].sort()).toEqual([...Object.keys(inEnglish), 'glossary'].sort());
    expect(english.map(({ name }) => name)).toEqual(GUIDE_PAGES);
  });

  it.each(Object.keys(inEnglish))('%s has a Polish page of the same headings and commands', (name) => {
    const [ofEnglish = '', ofPolish = ''] = [inEnglish[name], inPolish[name]];
    expect(headingsOf(ofPolish)).toEqual(headingsOf(ofEnglish));
    expect(codeOf(ofPolish)).toEqual(codeOf(ofEnglish));
    expect(ofPolish).not.toBe(ofEnglish);
  });

  it.each(LANGUAGES.kinds())('in %s leads only to pages, sections and pictures that are there', (language) => {
    const pages = guides[language] ?? [];
    const bad: string[] = [];
    const visit = (page: GuidePage, node: GuidePage['nodes'][number]): void => {
      if (typeof node === 'string') return;
      if (node.tag === 'img' && !node.target.startsWith('drawing:') && pictureAt(node.target) === null)
        bad.push(`${page.name}: ${node.target}`);
      if (node.tag === 'a') {
        const target = linkTarget(node.target, page, pages, language);
        const isOfGuide = !/\.\.|^[a-z]+:/.test(node.target);
        if (isOfGuide && target.kind !== 'page') bad.push(`${page.name}: ${node.target}`);
        if (target.kind === 'page' && node.target.includes('#') && target.section === null)
          bad.push(`${page.name}: ${node.target}`);
      }
      for (const child of node.children) visit(page, child);
    };
    for (const page of pages) for (const node of page.nodes) visit(page, node);
    expect(bad).toEqual([]);
  });

  it('has the same addresses in each language', () => {
    const idsOf = (pages: readonly GuidePage[]) => pages.map(({ sections }) => sections.map(({ id }) => id));
    expect(idsOf(guides['pl'] ?? [])).toEqual(idsOf(english));
    expect(guides['pl']?.[1]?.title).not.toBe(english[1]?.title);
  });

  it('is English where a language lacks a page', () => {
    const [index] = readGuide({}, { index: '# Guide\n\n## Words' });
    expect(index?.sections.map(({ id, title }) => [id, title])).toEqual([
      ['guide', 'Guide'],
      ['words', 'Words'],
    ]);
  });
});

describe('a link', () => {
  const [, page] = english;
  const target = (href: string, language = 'en') =>
    page === undefined ? null : linkTarget(href, page, english, language);

  it('to a page leads to it, also from the folder of a language, and to the glossary in place of its source', () => {
    expect(target('devices.md')).toEqual({ kind: 'page', page: 'devices', section: null });
    expect(target('devices.md#on-the-processor', 'pl')).toMatchObject({ page: 'devices', section: 'on-the-processor' });
    expect(target('../glossary.md')).toMatchObject({ page: 'glossary' });
    expect(target('../../glossary.md', 'pl')).toMatchObject({ page: 'glossary' });
  });

  it('to a source or to the web is none in the window', () => {
    expect(target('../formats.md#facts')).toEqual({ kind: 'file', path: 'docs/formats.md' });
    expect(target('../../../README.md', 'pl')).toEqual({ kind: 'file', path: 'README.md' });
    expect(target('https://example.org/a')).toEqual({ kind: 'web', address: 'https://example.org/a' });
  });
});

describe('each screen', () => {
  it.each(ROUTES.map(({ name }) => String(name)))('%s has a place in the guide', (screen) => {
    const place = HELP_OF_SCREEN[screen];
    const page = english.find(({ name }) => name === place?.page);
    expect(page).toBeDefined();
    if (place?.section !== undefined) expect(page?.sections.map(({ id }) => id)).toContain(place.section);
  });

  it('that is not known leads to the first page', () => {
    expect(helpAddress(undefined)).toEqual({ name: 'help', params: { page: 'index' }, hash: '' });
  });
});

describe('the glossary', () => {
  const words = Object.values(TERM_GROUPS).flat();

  it('has every word that is explained, once', () => {
    expect([...words].sort()).toEqual(Object.keys(en.terms.words).sort());
  });

  it.each(words)('explains %s where a hint leads', (term: TermName) => {
    const ids = english.find(({ name }) => name === 'glossary')?.sections.map(({ id }) => `#${id}`);
    expect(ids).toContain(termAddress(term).hash);
  });
});
