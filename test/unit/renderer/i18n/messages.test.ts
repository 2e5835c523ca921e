import { describe, expect, it } from 'vitest';

import { en } from '../../../../src-renderer/i18n/en';
import { createLabI18n } from '../../../../src-renderer/i18n/i18n';
import { LANGUAGES } from '../../../../src-renderer/i18n/languages';
import { pl } from '../../../../src-renderer/i18n/pl';

interface Tree {
  readonly [key: string]: string | Tree;
}

function messagesOf(tree: Tree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : messagesOf(value, `${path}${key}.`),
  );
}

const english = messagesOf(en);
const polish = new Map(messagesOf(pl));
const { global: i18n } = createLabI18n();

const formsOf = (message: string): readonly string[] => message.split(' | ');
const placeholdersOf = (message: string): string =>
  [...new Set([...message.matchAll(/\{\w+\}/g)].map(([found]) => found))].sort().join(' ');

/** What is written alike in both languages: names, symbols, and words that Polish took over. */
const ALIKE =
  /\b(Siamese Lab|CIFAR-10|Letters|Balanced|By_Class|By_Merge|Digits|Fashion|Markdown|CSV|PNG|SVG|JPEG|SHA-256|ROC-AUC|PR-AUC|F1|Ctrl|Alt|Esc|English|Polski|E?MNIST|ImageNet|PCA|UMAP|VGG\d+|BN|Adam|Dropout|Momentum|Model|Folder|test|vanilla|[ABnp])\b/g;

/** The keys of which something does not hold, with what was found. */
const where = (fault: (english: string, polish: string, key: string) => string | null): readonly string[] =>
  english.flatMap(([key, message]) => {
    const found = fault(message, polish.get(key) ?? '', key);
    return found === null ? [] : [`${key}: ${found}`];
  });

describe('the messages', () => {
  it.each(LANGUAGES.kinds())('of %s can be read by the translator for every count', (locale) => {
    const unread = where((_english, _polish, key) => {
      if (!i18n.te(key, locale)) return 'missing';
      const said = [0, 1, 2, 5, 12, 22, 1.5].map((plural) => i18n.t(key, {}, { locale, plural }));
      return said.find((text) => text === '' || text.includes('|')) ?? null;
    });
    expect(unread).toEqual([]);
  });

  it.each(LANGUAGES.all())('are all translated into $name', ({ messages }) => {
    const translated = new Set(messagesOf(messages).map(([key]) => key));
    const missing = english.map(([key]) => key).filter((key) => !translated.has(key));
    expect(missing).toEqual([]);
  });

  it('are in Polish those of English, in the same order', () => {
    expect([...polish.keys()]).toEqual(english.map(([key]) => key).filter((key) => polish.has(key)));
  });

  it('have the same placeholders in every form of both languages', () => {
    const others = where((ofEnglish, ofPolish) => {
      const forms = [...formsOf(ofEnglish), ...formsOf(ofPolish)];
      return forms.find((form) => placeholdersOf(form) !== placeholdersOf(ofEnglish)) ?? null;
    });
    expect(others).toEqual([]);
  });

  it('have as many forms as each language needs, or one where all would read the same', () => {
    const others = where((ofEnglish, ofPolish) => {
      const [forms, polishForms] = [formsOf(ofEnglish).length, formsOf(ofPolish).length];
      return forms <= 2 && (forms === 1 ? [1] : [1, 3, 4]).includes(polishForms) ? null : `${forms}, ${polishForms}`;
    });
    expect(others).toEqual([]);
  });

  it('are translated but for names and symbols', () => {
    const left = where((ofEnglish, ofPolish) => {
      const words = ofEnglish.replaceAll(/\{\w+\}/g, '').replaceAll(ALIKE, '');
      return /\p{L}/u.test(words) && ofEnglish === ofPolish ? ofPolish : null;
    });
    expect(left).toEqual([]);
  });
});

it('a count is said in the form that fits it', () => {
  const said = (locale: string, plural: number) => i18n.t('runs.total', { count: plural }, { locale, plural });
  expect([1, 2, 1200].map((count) => said('en', count))).toEqual(['1 run', '2 runs', '1200 runs']);
  expect([0, 1, 2, 5, 12, 22, 112].map((count) => said('pl', count))).toEqual([
    '0 przebiegów',
    '1 przebieg',
    '2 przebiegi',
    '5 przebiegów',
    '12 przebiegów',
    '22 przebiegi',
    '112 przebiegów',
  ]);
});

it('one that is not translated is said in English, in the form that fits', () => {
  const { global: partly } = createLabI18n();
  partly.setLocaleMessage('pl', { run: { title: 'Przebieg' } });
  const said = (key: string, plural: number) => partly.t(key, { count: plural }, { locale: 'pl', plural });
  expect([0, 1, 2, 5].map((count) => said('runs.total', count))).toEqual(['0 runs', '1 run', '2 runs', '5 runs']);
});
