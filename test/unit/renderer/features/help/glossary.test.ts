import { describe, expect, it } from 'vitest';

import source from '../../../../../docs/glossary.md?raw';
import { glossaryText } from '../../../../../src-renderer/features/help/glossary';
import { readMarkdown, wordsOf, type MarkdownNode } from '../../../../../src-renderer/features/help/markdown';
import { en } from '../../../../../src-renderer/i18n/en';
import { createLabI18n } from '../../../../../src-renderer/i18n/i18n';
import { drawingOf, TERM_GROUPS } from '../../../../../src-renderer/ui/terms';

/** Words of the project's glossary that the window says otherwise. */
const OTHERWISE: Readonly<Record<string, string>> = {
  permutations: 'Permutation',
  'held-out': 'Held out',
  'mcnemar’s test': 'McNemar’s test',
  deck: 'The talk',
  retry: 'Try again',
  optimiser: 'Optimiser',
  interval: 'Interval (95 %)',
  step: 'Update',
  figure: 'Metric',
  'own output': 'Verification',
};

/** Those that only who builds the lab needs. */
const OF_BUILDERS = new Set([
  'field',
  'facts',
  'series',
  'calibration',
  'plan',
  'branch',
  'slot',
  'honest',
  'evaluation',
  'executor',
  'engine',
  'kernel',
  'lane',
  'fingerprint of kernels',
  'origin',
  'design file',
  'owner',
  'recorder',
  'failure',
  'reference pack',
  'episode',
]);

/** The words in the first column of the tables. */
const defined = source
  .split('\n')
  .flatMap((line) => /^\| ([^|]+?) +\|/.exec(line)?.[1] ?? [])
  .filter((word) => !/^(word|-+)$/.test(word))
  .map((word) => word.replaceAll("'", '’'));
const { global: i18n } = createLabI18n();

describe('the glossary of the help', () => {
  const names = new Set(Object.values(en.terms.words).map(({ name }) => name.toLowerCase()));

  it('has each word of docs/glossary.md that a user meets', () => {
    expect(defined.length).toBeGreaterThan(60);
    const missing = defined.filter((word) => {
      const known = (OTHERWISE[word.toLowerCase()] ?? word).toLowerCase();
      return !names.has(known) && !OF_BUILDERS.has(word.toLowerCase());
    });
    expect(missing).toEqual([]);
  });

  it('excepts only words that are there', () => {
    const known = new Set(defined.map((word) => word.toLowerCase()));
    expect([...OF_BUILDERS].filter((word) => !known.has(word) || names.has(word))).toEqual([]);
  });

  it.each(['en', 'pl'])('is in %s what the hints say, word for word', (locale) => {
    const t = (key: string): string => i18n.t(key, {}, { locale });
    const nodes = readMarkdown(glossaryText(t));
    const paragraphs = new Set(nodes.map(wordsOf));
    for (const term of Object.values(TERM_GROUPS).flat()) {
      expect(paragraphs).toContain(t(`terms.words.${term}.name`));
      expect(paragraphs).toContain(t(`terms.words.${term}.text`));
    }
  });

  it('shows each drawing once', () => {
    const pictures: string[] = [];
    const visit = (node: MarkdownNode): void => {
      if (typeof node === 'string') return;
      if (node.tag === 'img') pictures.push(node.target);
      node.children.forEach(visit);
    };
    readMarkdown(glossaryText((key) => i18n.t(key))).forEach(visit);
    expect(pictures).toEqual(['drawing:towers', 'drawing:permutation', 'drawing:rotation']);
    expect(drawingOf('epoch')).toBeNull();
  });
});
