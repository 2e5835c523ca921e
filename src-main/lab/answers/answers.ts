import type { AnswerRun } from '#shared/answers/answer-run';
import type { AnswerSelection, Sweep } from '#shared/answers/sweep';
import { LabError } from '#shared/errors/errors';
import type { Run } from '#shared/runs/run';

import type { ReadableDatabase } from '../../database/open';
import { idsOfRuns } from '../../database/run-list';
import { runsOfExperiment } from '../../database/runs';
import { allSweeps, experimentsOfSweep } from '../../database/sweeps';
import type { Recorder } from '../runs/recorder';
import { answerRunOf } from './answer-runs';

/** What a chart of several experiments is drawn from. */
export interface Answers {
  /** The latest first. */
  readonly sweeps: () => readonly Sweep[];
  /** @throws LabError `unknown-sweep` */
  readonly renameSweep: (id: number, name: string) => void;
  /** Finished runs of a selection that have figures, by their number. @throws LabError `unknown-sweep`, `unknown-run` */
  readonly runs: (selection: AnswerSelection) => readonly AnswerRun[];
  /** The experiments of a selection. @throws LabError `unknown-sweep` */
  readonly experimentsOf: (selection: Exclude<AnswerSelection, { readonly kind: 'rows' }>) => readonly number[];
}

export interface AnswersOptions {
  readonly reader: ReadableDatabase;
  readonly recorder: Pick<Recorder, 'renameSweep'>;
  readonly runOf: (id: number) => Run;
}

export function createAnswers({ reader, recorder, runOf }: AnswersOptions): Answers {
  return {
    sweeps: () => allSweeps(reader),
    renameSweep: (id, name) => {
      if (!recorder.renameSweep(id, name)) throw unknownSweep(id);
    },
    runs: (selection) =>
      runIdsOf(reader, selection)
        .toSorted((one, other) => one - other)
        .flatMap((id) => answerRunOf(runOf(id)) ?? []),
    experimentsOf: (selection) =>
      selection.kind === 'experiments' ? selection.ids : experimentsOfKnownSweep(reader, selection.id),
  };
}

function experimentsOfKnownSweep(reader: ReadableDatabase, id: number): readonly number[] {
  const ids = experimentsOfSweep(reader, id);
  if (ids.length === 0) throw unknownSweep(id);
  return ids;
}

function runIdsOf(reader: ReadableDatabase, selection: AnswerSelection): readonly number[] {
  switch (selection.kind) {
    case 'rows':
      return idsOfRuns(reader, { rows: selection.rows, statuses: ['finished'] });
    case 'sweep':
      return experimentsOfKnownSweep(reader, selection.id).flatMap((id) => runIdsOfExperiment(reader, id));
    case 'experiments':
      return selection.ids.flatMap((id) => {
        const runIds = runIdsOfExperiment(reader, id);
        if (runIds.length > 0) return runIds;
        throw new LabError('unknown-run', `Received the experiment ${id}; there is none of that number with a run.`);
      });
  }
}

function runIdsOfExperiment(reader: ReadableDatabase, id: number): readonly number[] {
  return runsOfExperiment(reader, id)
    .filter(({ status }) => status === 'finished')
    .map((run) => run.id);
}

function unknownSweep(id: number): LabError {
  return new LabError(
    'unknown-sweep',
    `Received the sweep ${id}; there is none of that number. See what there is with: npm run lab -- answer --list`,
  );
}
