import type { RunPredictions, RunScores } from '#shared/datasets/pixels';
import { isOfUnderstood } from '#shared/experiment/stored-spec';
import { deckStandings, type RowStanding } from '#shared/replication/deck';
import type { Artefact, ArtefactKind, Run, RunSummary, SeriesPoint } from '#shared/runs/run';
import type { LogLine } from '#shared/runs/run-log';

import { artefactsOf } from '../../database/artefacts';
import { evaluationsOf, unreadEvaluationsOf } from '../../database/evaluations';
import { logOf } from '../../database/log';
import type { ReadableDatabase } from '../../database/open';
import { findRun, runsForRows, runsOfExperiment } from '../../database/runs';
import { seriesOf, unreadSeriesOf } from '../../database/series';
import { readPredictions } from '../../training/predictions';
import { readScores } from '../../training/scores';
import { runFolder } from '../folder/home';
import { missingRun } from './missing-run';

/** What is kept of a run, and of those of an experiment. */
export interface RunReading {
  /** @throws LabError `unknown-run` */
  readonly run: (id: number) => Run;
  /** Every row of the deck with our figures for it. */
  readonly deck: () => readonly RowStanding[];
  readonly series: (id: number) => readonly SeriesPoint[];
  readonly log: (id: number) => readonly LogLine[];
  readonly runsOfExperiment: (experimentId: number) => readonly RunSummary[];
  readonly folderOf: (id: number) => string;
  /** What a finished classifier said of every test image; null where it has not told classes. @throws LabError `unknown-run`, `artefact-damaged` */
  readonly predictions: (id: number) => Promise<RunPredictions | null>;
  /** What a finished network said of pairs of test images; null where it has not been asked. @throws LabError `unknown-run`, `artefact-damaged` */
  readonly scores: (id: number) => Promise<RunScores | null>;
}

/** @param now milliseconds since 1970 */
export function createRunReading(reader: ReadableDatabase, home: string, now: () => number): RunReading {
  const folderOf = (id: number): string => runFolder(home, id);

  function run(id: number): Run {
    const found = findRun(reader, id);
    if (found === undefined) throw missingRun(reader, id, home, now());
    const { rawFacts, ...stored } = found;
    return {
      ...stored,
      evaluations: evaluationsOf(reader, id),
      artefacts: artefactsOf(reader, id),
      unread: [...found.unread, ...unreadEvaluationsOf(reader, id), ...unreadSeriesOf(reader, id)],
    };
  }

  async function read<Content>(
    id: number,
    kind: ArtefactKind,
    from: (folder: string, artefact: Artefact) => Promise<Content>,
  ): Promise<Content | null> {
    const artefact = run(id).artefacts.find((each) => each.kind === kind);
    return artefact === undefined ? null : from(folderOf(id), artefact);
  }

  return {
    run,
    deck: () =>
      deckStandings(
        runsForRows(reader)
          .filter(isOfUnderstood)
          .map((each) => ({ ...each, evaluations: evaluationsOf(reader, each.id) })),
      ),
    series: (id) => seriesOf(reader, id),
    log: (id) => logOf(reader, id),
    runsOfExperiment: (experimentId) => runsOfExperiment(reader, experimentId),
    folderOf,
    predictions: (id) => read(id, 'predictions', readPredictions),
    scores: (id) => read(id, 'scores', readScores),
  };
}
