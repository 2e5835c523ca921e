import { expect, it } from 'vitest';

import { readGuide } from '../../../../../src-renderer/features/help/guide';
import { guideSearch } from '../../../../../src-renderer/features/help/search';

const pages = readGuide(
  {
    index: '# Guide\n\nWhere to begin.',
    devices: '# Devices\n\nWhat computes.\n\n## On the processor\n\nThe graph engine cuts a batch into lanes.',
    'resume-and-queue': `# Queue\n\n## Resume\n\n${'Many words before it. '.repeat(12)}A checkpoint is written each minute. ${'And after. '.repeat(30)}`,
    deck: '# Prezentacja\n\nŁączy zażółcone wyniki.',
  },
  {},
);
const find = guideSearch(pages);
const titles = (typed: string): readonly string[] => find(typed).map(({ section }) => section.title);

it('finds a section by its title first, then by its words', () => {
  expect(titles('resume')).toEqual(['Resume']);
  expect(titles('lanes')).toEqual(['On the processor']);
  expect(titles('devices')[0]).toBe('Devices');
});

it('finds by the beginning of a word, without accents, and with a slip', () => {
  expect(titles('check')).toEqual(['Resume']);
  expect(titles('laczy')).toEqual(['Prezentacja']);
  expect(titles('procesor')).toEqual(['On the processor']);
});

it('wants all words, and any of them only where no section has them all', () => {
  expect(titles('graph lanes')).toEqual(['On the processor']);
  expect([...titles('lanes checkpoint')].sort()).toEqual(['On the processor', 'Resume']);
});

it('shows the words around what was found, and marks it', () => {
  const [hit] = find('checkpoint');
  const text = hit?.snippet.map((part) => part.text).join('') ?? '';
  expect(text).toContain('A checkpoint is written');
  expect(text.length).toBeLessThan(260);
  expect(text.startsWith('… ')).toBe(true);
  expect(hit?.snippet.filter(({ isFound }) => isFound).map((part) => part.text)).toEqual(['checkpoint']);
});

it('finds nothing where nothing fits', () => {
  expect(find('zzzzqqq')).toEqual([]);
});
