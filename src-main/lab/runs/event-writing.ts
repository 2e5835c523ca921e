import type { CheckpointPlace, SeriesPoint } from '#shared/runs/run';

import { deleteArtefacts, insertArtefact } from '../../database/artefacts';
import { deleteCheckpoint, setCheckpoint } from '../../database/checkpoints';
import { deleteEvaluations, insertEvaluation } from '../../database/evaluations';
import type { WritableDatabase } from '../../database/open';
import { setKeptEpoch, setRunFacts } from '../../database/runs';
import { deleteSeriesFrom, insertSeries } from '../../database/series';
import type { RunEvent } from '../../training/messages';
import { logEventOf } from './log-event';
import type { Notebook } from './notebook';

/** What the checkpoint holds counts, and nothing that came after it. */
function restore(
  database: WritableDatabase,
  id: number,
  { epoch, batch }: CheckpointPlace,
  series: readonly SeriesPoint[],
): void {
  // from the very start: whatever checkpoint there was, it is not gone on from
  if (epoch === 1 && batch === 0) deleteCheckpoint(database, id);
  deleteSeriesFrom(database, id, epoch);
  deleteEvaluations(database, id);
  deleteArtefacts(database, id);
  insertSeries(database, id, series);
}

/** Writes down what a run reports, and tells it on. All of it belongs into one transaction. */
export function writeEvent(
  { database, emitter, changed, log }: Notebook,
  id: number,
  event: Exclude<RunEvent, { readonly kind: 'progress' }>,
): void {
  const toLog = logEventOf(event);
  if (toLog !== undefined) log(id, toLog);
  switch (event.kind) {
    case 'loaded':
      setRunFacts(database, id, event.facts);
      changed(id);
      return;
    case 'epoch':
      insertSeries(database, id, event.points);
      emitter.emit('run:epoch', { id, points: event.points });
      return;
    case 'kept':
      setKeptEpoch(database, id, event.epoch);
      changed(id);
      return;
    case 'artefact':
      insertArtefact(database, id, event.artefact);
      return;
    case 'evaluation':
      insertEvaluation(database, id, event.evaluation);
      changed(id);
      return;
    case 'restored':
      restore(database, id, event.checkpoint, event.series);
      changed(id);
      return;
    case 'checkpoint':
      setCheckpoint(database, id, event.checkpoint);
      return;
    case 'paused':
    case 'checkpoint-failed':
    case 'kernels-unsound':
    case 'stopped-early':
      // the log has it
      return;
  }
}
