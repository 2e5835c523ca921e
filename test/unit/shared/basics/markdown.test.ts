import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { markdownTable, markdownText } from '#shared/basics/markdown';

const text = fc.string({
  unit: fc.constantFrom('<', '>', '&', '|', '\\', '*', '_', '`', '[', ']', '#', '-', '+', '1', '.', ' ', '\n', 'a'),
});

/** The signs that Markdown would take for its own: those without a backslash. */
const bare = (written: string): string => written.replaceAll(/\\./g, '');

describe('a foreign text in Markdown', () => {
  it('is one line without markup of its own', () => {
    fc.assert(
      fc.property(text, (given) => {
        const written = markdownText(given);
        expect(written).not.toMatch(/[\n<>]/);
        expect(bare(written)).not.toMatch(/[\\`*_[\]|~]/);
        expect(written).not.toMatch(/^(#+|[+-]|\d+[.)])( |$)/);
      }),
    );
  });

  it('keeps numbers as they are', () => {
    expect(['0.5312 ± 0.0041', '+0.0090', '−0.0021', '1. a', '- b'].map(markdownText)).toEqual([
      '0.5312 ± 0.0041',
      '+0.0090',
      '−0.0021',
      '1\\. a',
      '\\- b',
    ]);
  });
});

it('no cell ends a table', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), (rows) => {
      for (const cell of [undefined, markdownText]) {
        const lines = markdownTable(['a', 'b'], rows, cell).split('\n');
        expect(lines).toHaveLength(rows.length + 2);
        for (const line of lines) expect(bare(line).split('|')).toHaveLength(4);
      }
    }),
  );
});
