import { comparedExperiment, runsBehind, type Compared } from '#shared/comparison/compared';
import { compare, type Comparison } from '#shared/comparison/comparison';
import { comparisonCsv, sectionsMarkdown } from '#shared/comparison/files';
import { pairModels, pairProblem, pairResult } from '#shared/comparison/paired';
import { comparisonSections } from '#shared/comparison/sections';
import type { PairResult } from '#shared/comparison/words';
import { FEWEST_COMPARED, MOST_COMPARED, parseKeys, type ComparedKey } from '#shared/comparison/selection';
import { LabError } from '#shared/errors/errors';
import { publishedRow } from '#shared/reference/published';

import type { Lab } from '../lab/lab';
import { COMPARISON_WORDS } from '#shared/comparison/english-words';
import { table } from './table';

const FORMATS = ['text', 'md', 'json', 'csv'] as const;
export type CompareFormat = (typeof FORMATS)[number];

/**
 * Compares runs, experiments and rows of the deck with the first of them. Of exactly two runs, also image by image.
 * @param typed such as "1,2,experiment-3,C4"
 * @throws LabError `invalid-request`, `unknown-run`, `artefact-damaged`
 */
export async function compareRuns(lab: Lab, typed: string, format: string): Promise<string> {
  const known = FORMATS.find((each) => each === format);
  if (known === undefined) {
    throw new LabError('invalid-request', `--format: Received "${format}"; expected one of ${FORMATS.join(', ')}.`);
  }
  const comparison = compare(
    keysOf(typed).map((key) => comparedOf(lab, key)),
    0,
  );
  const pair = await pairOf(lab, comparison);
  return write(comparison, pair, known);
}

function write(comparison: Comparison, pair: PairResult | null, format: CompareFormat): string {
  if (format === 'json') return `${JSON.stringify({ ...comparison, pair })}\n`;
  if (format === 'csv') return comparisonCsv(comparison, pair);
  const sections = comparisonSections(comparison, pair, COMPARISON_WORDS);
  if (format === 'md') return sectionsMarkdown('Comparison', sections);
  const parts = sections.map(({ title, head, rows, notes }) =>
    [title, ...(rows.length === 0 ? [] : [table(head, rows)]), ...notes].join('\n'),
  );
  return `${parts.join('\n\n')}\n`;
}

function keysOf(typed: string): readonly ComparedKey[] {
  const { keys, strange, surplus } = parseKeys(typed);
  if (strange.length === 0 && surplus === 0 && keys.length >= FEWEST_COMPARED) return keys;
  throw new LabError(
    'invalid-request',
    `--runs: Received "${typed}"; expected ${FEWEST_COMPARED} to ${MOST_COMPARED} runs, experiments or rows, such as 1,2,experiment-3,C4.`,
  );
}

function comparedOf(lab: Lab, key: ComparedKey): Compared {
  switch (key.kind) {
    case 'run':
      return { kind: 'run', run: lab.run(key.id) };
    case 'row':
      return { kind: 'row', row: publishedRow(key.row) };
    case 'experiment': {
      const runs = lab.runsOfExperiment(key.id);
      if (runs.length > 0) return comparedExperiment(key.id, runs.map(({ id }) => lab.run(id))); // prettier-ignore
      throw new LabError('unknown-run', `--runs: Received experiment-${key.id}; there is no such experiment.`);
    }
  }
}

/** McNemar's test is of two single models: nothing is chosen where there are more. */
async function pairOf(lab: Lab, { compared }: Comparison): Promise<PairResult | null> {
  const runs = compared.flatMap(runsBehind);
  const [first, second] = runs;
  if (runs.length !== 2 || first === undefined || second === undefined) return null;
  if (pairProblem(first, second) !== null) return null;
  const paired = pairModels(
    { runId: first.id, predictions: await lab.predictions(first.id) },
    { runId: second.id, predictions: await lab.predictions(second.id) },
  );
  if (paired.kind !== 'paired') return null;
  return pairResult(first, second, paired.counts);
}
