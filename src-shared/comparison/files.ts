import { csvLine, type CsvCell } from '../basics/csv';
import { keyOf } from './compared';
import type { Comparison } from './comparison';
import type { Leaf } from './fields';
import type { PairResult, Section } from './sections';
import { keyText } from './selection';

/** Tables as GitHub and most others read Markdown. */
export function sectionsMarkdown(title: string, sections: readonly Section[]): string {
  const cell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  const parts = sections.map((section) =>
    [
      `## ${section.title}`,
      ...(section.rows.length === 0
        ? []
        : [[line(section.head), line(section.head.map(() => '---')), ...section.rows.map(line)].join('\n')]),
      ...(section.notes.length === 0 ? [] : [section.notes.map((note) => `- ${note}`).join('\n')]),
    ].join('\n\n'),
  );
  return `${[`# ${title}`, ...parts].join('\n\n')}\n`;
}

const CSV_HEAD = [
  'part',
  'name',
  'compared',
  'runs',
  'n',
  'value',
  'standard_deviation',
  'baseline',
  'difference',
  'remarks',
];

/**
 * Every value on a line of its own, none of them rounded, named as the data names it: for a spreadsheet or a script, in
 * no language. Fields of the design that are the same everywhere are in it too.
 */
export function comparisonCsv(comparison: Comparison, pair: PairResult | null): string {
  const { compared, baseline, fields, figures } = comparison;
  const keys = compared.map((each) => keyText(keyOf(each)));
  const design = fields.flatMap(({ path, cells }) =>
    cells.map((cell, place): readonly CsvCell[] => [
      'design',
      path,
      keys[place] ?? '',
      null,
      null,
      cell === null ? null : leafCell(cell),
      null,
      null,
      null,
      null,
    ]),
  );
  const measured = figures.flatMap(({ name, cells, standings }) =>
    cells.flatMap((cell, place): readonly (readonly CsvCell[])[] => {
      if (cell === null) return [];
      const { aggregate, runIds, published } = cell.figure;
      const standing = standings[place];
      const remarks = [
        ...(published === null ? [] : ['published']),
        ...(standing?.obstacles ?? []),
        ...(standing?.remarks ?? []),
      ];
      return [
        [
          'figure',
          name,
          keys[place] ?? '',
          runIds.join(' '),
          aggregate.count,
          aggregate.mean,
          aggregate.standardDeviation,
          place === baseline ? null : (keys[baseline] ?? null),
          cell.difference,
          remarks.join(' '),
        ],
      ];
    }),
  );
  return [CSV_HEAD, ...design, ...measured, ...(pair === null ? [] : pairLines(pair))].map(csvLine).join('');
}

function pairLines({ runIds, counts, result }: PairResult): readonly (readonly CsvCell[])[] {
  const values = { ...counts, pValue: result.pValue, chiSquare: result.statistic };
  return Object.entries(values).map(([name, value]) => [
    'pair',
    name,
    runIds.join(' '),
    runIds.join(' '),
    null,
    value,
    null,
    null,
    null,
    result.method,
  ]);
}

function leafCell(values: readonly Leaf[]): CsvCell {
  const [only] = values;
  if (values.length === 1 && typeof only === 'number') return only;
  return values.map((value) => (Array.isArray(value) ? value.join(' ') : String(value))).join('; ');
}
