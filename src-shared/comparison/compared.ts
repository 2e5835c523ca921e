import { presetOf } from '../experiment/presets';
import type { PublishedRow } from '../reference/published';
import { isHonest, type Evaluation, type Protocol, type Run } from '../runs/run';
import type { ComparedKey } from './selection';

/** One column of a comparison. An experiment stands for its finished runs, one a seed. */
export type Compared =
  | { readonly kind: 'run'; readonly run: Run }
  | {
      readonly kind: 'experiment';
      readonly id: number;
      readonly title: string;
      readonly runs: readonly Run[];
      /** Seeds of which no run has finished: they wait, train, failed or were cancelled. */
      readonly unfinishedSeeds: readonly number[];
    }
  | { readonly kind: 'row'; readonly row: PublishedRow };

/** An experiment with whichever of its runs have finished. */
export function comparedExperiment(id: number, runs: readonly Run[]): Compared {
  const finished = runs.filter(({ status }) => status === 'finished');
  const seeds = new Set(finished.map(({ seed }) => seed));
  return {
    kind: 'experiment',
    id,
    title: runs[0]?.experimentTitle ?? '',
    runs: finished,
    unfinishedSeeds: [...new Set(runs.map(({ seed }) => seed))].filter((seed) => !seeds.has(seed)),
  };
}

export function keyOf(compared: Compared): ComparedKey {
  switch (compared.kind) {
    case 'run':
      return { kind: 'run', id: compared.run.id };
    case 'experiment':
      return { kind: 'experiment', id: compared.id };
    case 'row':
      return { kind: 'row', row: compared.row.id };
  }
}

/** The runs behind a column; none behind a published row. */
export function runsBehind(compared: Compared): readonly Run[] {
  switch (compared.kind) {
    case 'run':
      return [compared.run];
    case 'experiment':
      return compared.runs;
    case 'row':
      return [];
  }
}

/** What the figures of a run are taken from: the first evaluation that gives nothing of the answer away. */
export function evaluationThatCounts(run: Run): Evaluation | null {
  return run.evaluations.find(({ protocol }) => isHonest(protocol)) ?? null;
}

/** How the deck gave the test behind the classes of a row. */
export function protocolOfRow(row: PublishedRow): Protocol {
  if (row.notes.some(({ kind }) => kind === 'class-matched-test')) return 'class-matched';
  if (row.task === 'discrimination') return 'rotations';
  return presetOf(row.id)?.protocols[0] ?? 'single';
}
