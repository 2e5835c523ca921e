import { csvLine, type CsvCell } from '../basics/csv';
import { markdownTable } from '../basics/markdown';
import { keyOf, runsBehind } from './compared';
import type { Comparison } from './comparison';
import type { Leaf } from './fields';
import type { Section } from './sections';
import { keyText } from './selection';
import type { PairResult } from './words';

/** Tables as GitHub and most others read Markdown. */
export function sectionsMarkdown(title: string, sections: readonly Section[]): string {
  const parts = sections.map((section) =>
    [
      `## ${section.title}`,
      ...(section.rows.length === 0 ? [] : [markdownTable(section.head, section.rows)]),
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
  'interval_low',
  'interval_high',
  'interval_method',
];
type Line = readonly CsvCell[];
const NO_INTERVAL: Line = [null, null, null];

/**
 * Every value on a line of its own, none of them rounded, named as the data names it: for a spreadsheet or a script, in
 * no language. Fields of the design that are the same everywhere are in it too.
 */
export function comparisonCsv(comparison: Comparison, pair: PairResult | null): string {
  const { compared, fields } = comparison;
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
      ...NO_INTERVAL,
    ]),
  );
  return [
    CSV_HEAD,
    ...design,
    ...budgetLines(comparison, keys),
    ...figureLines(comparison, keys),
    ...(pair === null ? [] : pairLines(pair)),
  ]
    .map(csvLine)
    .join('');
}

/** Times are milliseconds. */
function budgetLines({ compared, budgets, budgetStandings }: Comparison, keys: readonly string[]): readonly Line[] {
  return budgets.flatMap(({ name, cells }) =>
    cells.flatMap((cell, place): readonly Line[] => {
      if (cell === null) return [];
      const each = compared[place];
      const { mean, standardDeviation, count } = cell.aggregate;
      return [
        [
          'budget',
          name,
          keys[place] ?? '',
          (each === undefined ? [] : runsBehind(each)).map(({ id }) => id).join(' '),
          count,
          mean,
          standardDeviation,
          null,
          null,
          [...(name === 'examples' ? [cell.unit] : []), ...unequal(budgetStandings[place])].join(' '),
          ...NO_INTERVAL,
        ],
      ];
    }),
  );
}

function unequal(standing: Comparison['budgetStandings'][number] | undefined): readonly string[] {
  if (standing === null || standing === undefined || standing.kind === 'equal') return [];
  return [`${standing.kind}-budget`];
}

function figureLines({ baseline, figures }: Comparison, keys: readonly string[]): readonly Line[] {
  return figures.flatMap(({ name, cells, standings }) =>
    cells.flatMap((cell, place): readonly Line[] => {
      if (cell === null) return [];
      const { aggregate, runIds, published } = cell.figure;
      const standing = standings[place];
      const remarks = [
        ...(published === null ? [] : ['published']),
        ...(standing?.obstacles ?? []),
        ...(standing?.remarks ?? []),
        ...(cell.worth === null ? [] : [cell.worth.verdict ?? cell.worth.open ?? '']),
      ];
      const interval = cell.worth?.difference.interval ?? null;
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
          ...(interval === null ? NO_INTERVAL : [...interval, cell.worth?.difference.method ?? null]),
        ],
      ];
    }),
  );
}

function pairLines({ runIds, counts, result }: PairResult): readonly Line[] {
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
    ...NO_INTERVAL,
  ]);
}

function leafCell(values: readonly Leaf[]): CsvCell {
  const [only] = values;
  if (values.length === 1 && typeof only === 'number') return only;
  return values.map((value) => (Array.isArray(value) ? value.join(' ') : String(value))).join('; ');
}
