import type { Launched } from '#shared/contract/ipc';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import { requireSpec } from '#shared/experiment/stored-spec';

import type { ReadableDatabase } from '../../database/open';
import { findRun } from '../../database/runs';
import type { Catalogue } from '../../datasets/catalogue';
import { refuseUnusable } from '../../executors/executors';
import type { Executor } from '../../executors/executor';
import type { Devices } from '../devices/devices';
import type { Queueing } from './queueing';

/** Queues runs that have all they need. Each as in `Queueing`, and refused where something is missing. */
export interface Launching {
  readonly launch: (spec: ExperimentSpec) => Promise<Launched>;
  /** Launches several designs: all of them, or none. @param sweep the name under which they belong together */
  readonly launchAll: (specs: readonly ExperimentSpec[], sweep?: string) => Promise<readonly Launched[]>;
  readonly retry: (id: number) => Promise<Launched>;
  readonly resume: (id: number) => Promise<Launched>;
}

export interface LaunchingOptions {
  readonly reader: ReadableDatabase;
  readonly queueing: Queueing;
  readonly executor: Executor;
  readonly datasets: Pick<Catalogue, 'folderOf'>;
  readonly devices: Pick<Devices, 'choose'>;
  /** Of the weights that a design starts from, if it does. */
  readonly weightsFileOf: (spec: ExperimentSpec) => Promise<string | undefined>;
}

export function createLaunching(options: LaunchingOptions): Launching {
  const { reader, queueing, executor, datasets, devices, weightsFileOf } = options;

  /** A run that cannot find its executor, its images, its weights or its device is not worth queueing. */
  async function refuseMissing(specs: readonly ExperimentSpec[]): Promise<void> {
    await refuseUnusable(executor);
    for (const name of new Set(specs.map(({ dataset }) => dataset))) await datasets.folderOf(name);
    for (const spec of specs) await weightsFileOf(spec);
    for (const spec of specs) await devices.choose(spec.compute);
  }

  return {
    launch: async (spec) => {
      await refuseMissing([spec]);
      return queueing.launch(spec);
    },
    launchAll: async (specs, sweep) => {
      await refuseMissing(specs);
      return queueing.launchAll(specs, sweep);
    },
    retry: async (id) => {
      const run = findRun(reader, id);
      if (run !== undefined) await refuseMissing([requireSpec(run, 'tried again')]);
      return queueing.retry(id);
    },
    resume: async (id) => {
      const run = findRun(reader, id);
      if (run !== undefined) await refuseMissing([requireSpec(run, 'resumed')]);
      return queueing.resume(id);
    },
  };
}
