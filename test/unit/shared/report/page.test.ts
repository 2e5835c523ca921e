import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ReportBlock, ReportDocument } from '#shared/report/document';
import { reportPage } from '#shared/report/html/page';
import { reportMarkdown } from '#shared/report/markdown';

/** Texts that try to end what they stand in. */
const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '</title><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style><style>*{display:none}',
    '<!-- ',
    ']]>',
    '${1}',
    '&lt;script&gt;',
  ),
);

const block: fc.Arbitrary<ReportBlock> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), text }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(text, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('commands' as const), lines: fc.array(text, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('table' as const),
    caption: text,
    head: fc.array(text, { minLength: 2, maxLength: 2 }),
    rows: fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('pictures' as const),
    caption: text,
    pictures: fc.array(
      fc.record({
        caption: text,
        images: fc.constant([{ file: 'images/a.png', png: { base64: 'AA==', width: 1, height: 1 }, alt: '"<b>' }]),
      }),
      { maxLength: 2 },
    ),
  }),
);

const documents: fc.Arbitrary<ReportDocument> = fc.record({
  title: text,
  facts: fc.array(fc.tuple(text, text), { maxLength: 2 }),
  sections: fc.array(
    fc.record({ id: fc.constant('section'), title: text, blocks: fc.array(block, { maxLength: 3 }) }),
    {
      maxLength: 2,
    },
  ),
  colophon: text,
});

/** The tags of a page, each with its attributes' names: what a browser would make elements of. */
function tagsOf(page: string): readonly string[] {
  const style = /<style>[\s\S]*?<\/style>/;
  return [...page.replace(style, '').matchAll(/<(\/?[a-z!][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*(?:html)?>/gi)].map(
    ([, name = '', attributes = '']) =>
      [name, ...[...attributes.matchAll(/([a-z-]+)="[^"]*"/g)].map(([, attribute]) => attribute)].join(' '),
  );
}

/** The same document with harmless words. */
function plain<Value>(value: Value): Value {
  const kept = new Set(['kind', 'id', 'file', 'base64']);
  if (Array.isArray(value)) return value.map(plain) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      if (kept.has(name)) return [name, part];
      if (name === 'rows' || name === 'head' || name === 'items' || name === 'lines' || name === 'facts') {
        return [name, words(part)];
      }
      return [name, typeof part === 'string' ? 'word' : plain(part)];
    }),
  ) as Value;
}
function words(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(words);
  // an empty cell is no head of a row, and a number is set to the right
  return part === '' || /^[-−+?–\d.,%± e]*$/.test(String(part)) ? part : 'word';
}

describe('the page of a report', () => {
  it('has the same elements whatever is written in it', () => {
    fc.assert(
      fc.property(documents, (report) => {
        expect(tagsOf(reportPage(report))).toEqual(tagsOf(reportPage(plain(report))));
      }),
      { numRuns: 200 },
    );
  });

  it('asks for nothing from outside, and runs nothing', () => {
    fc.assert(
      fc.property(documents, (report) => {
        const tags = tagsOf(reportPage(report));
        expect(tags.filter((tag) => /^(script|link|iframe|object|embed|base|form)\b| on/.test(tag))).toEqual([]);
      }),
    );
    expect(reportPage({ title: '', facts: [], sections: [], colophon: '' })).toContain('default-src &#39;none&#39;');
  });
});

it('the text of a report holds no HTML', () => {
  fc.assert(
    fc.property(documents, (report) => {
      const prose = reportMarkdown(report).replaceAll(/^```sh\n[\s\S]*?^```$/gm, '');
      expect(prose).not.toMatch(/[<>]/);
    }),
  );
});
