import { isDeepStrictEqual } from 'node:util';

import { LabError } from '#shared/errors/errors';

import type { DeviceNetwork } from '../engine/engine';
import type { Checkpoint } from './checkpoint';
import { readCheckpoint } from './checkpoint-files';
import type { Report, TrainingJob } from './messages';

/**
 * What a run that was begun before can go on from: its newest checkpoint. What that does not hold is told to be void.
 * @throws LabError `dataset-changed` where the images are not those that it has learned from so far, `checkpoint-newer`
 */
export async function findCheckpoint(
  { runFolder, spec, seed, isBegun = false }: Pick<TrainingJob, 'runFolder' | 'spec' | 'seed' | 'isBegun'>,
  datasetChecksum: string,
  report: Report,
): Promise<Checkpoint | undefined> {
  let damaged = 0;
  const found = await readCheckpoint(runFolder, (reason) => {
    damaged += 1;
    report({ kind: 'checkpoint-failed', reason });
  });
  if (found === undefined) {
    if (damaged > 0 || isBegun) report({ kind: 'restored', checkpoint: { epoch: 1, batch: 0 }, series: [] });
    return undefined;
  }
  if (found.seed !== seed || !isDeepStrictEqual(found.spec, spec)) {
    throw new LabError(
      'checkpoint-damaged',
      `Received a checkpoint of run ${found.runId}, of another design or seed, in ${runFolder}; expected one of this run. ` +
        'Move the folder "checkpoints" away, or try the run again from its start.',
    );
  }
  if (found.datasetChecksum !== datasetChecksum) {
    throw new LabError(
      'dataset-changed',
      `Received a dataset with the checksum ${datasetChecksum.slice(0, 12)}…; expected ${found.datasetChecksum.slice(0, 12)}…, ` +
        'which the run has learned from so far. Put the dataset back as it was and resume again, or try the run again from its start.',
    );
  }
  return found;
}

/** Puts a network where the checkpoint left it, and says so. */
export function restore(network: Pick<DeviceNetwork, 'loadState'>, checkpoint: Checkpoint, report: Report): void {
  network.loadState(checkpoint.state);
  const { epoch, batch } = checkpoint.position;
  report({ kind: 'restored', checkpoint: { epoch, batch }, series: checkpoint.series });
}
