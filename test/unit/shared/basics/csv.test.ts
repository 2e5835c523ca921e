import fc from 'fast-check';
import { expect, it } from 'vitest';

import { csvLine, type CsvCell } from '#shared/basics/csv';

/** RFC 4180 read letter by letter: a slow, separate way back. */
function parse(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text.charAt(at + 1) === '"') cell += text.charAt(++at);
      else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === ',') {
      line.push(cell);
      cell = '';
    } else if (letter === '\r' && text.charAt(at + 1) === '\n') {
      lines.push([...line, cell]);
      line = [];
      cell = '';
      at += 1;
    } else cell += letter;
  }
  return lines;
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a', '=', '-', '+', '@', '\t', ' ') }),
);
const anyCell: fc.Arbitrary<CsvCell> = fc.oneof(
  anyText,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
);

it('whatever is written is read again: texts as they are, numbers with every digit', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyCell, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (rows) => {
      const read = parse(rows.map(csvLine).join(''));
      expect(read).toHaveLength(rows.length);
      rows.forEach((cells, row) =>
        cells.forEach((cell, column) => {
          const text = read[row]?.[column];
          if (typeof cell === 'number') expect(Number(text)).toBe(cell === 0 ? 0 : cell);
          else if (cell === null) expect(text).toBe('');
          else expect([cell, `'${cell}`]).toContain(text);
        }),
      );
    }),
  );
});

it('no text begins as a formula does', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(parse(csvLine([text, 'x']))[0]?.[0]).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
  expect(csvLine(['=1+1', -1.5, '-1'])).toBe("'=1+1,-1.5,'-1\r\n");
});

it('refuses a number that is none', () => {
  expect(() => csvLine([Number.NaN])).toThrow(/Received the number NaN/);
});
