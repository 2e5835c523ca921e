import { DATASETS, factsToKeep } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import { calibrationKey, type CalibratedSpec, type Calibration } from '#shared/experiment/estimate';
import { laterTimes, type KnownTimes } from '#shared/experiment/finished-times';
import type { ExperimentSpec } from '#shared/experiment/experiment';

import type { Devices } from '../devices/devices';
import type { LaunchTraining, TrainingListeners, TrainingProcess } from '../../executors/local/training-process';
import type { FindFinishedTimes } from './finished-times';
import { keptCalibrations } from './kept-calibrations';
import { runCalibration } from './run-calibration';

/** What steps of networks take on this machine: told by runs that have finished, or measured when somebody asks, and kept. */
export interface Calibrations {
  /** What was measured before or a finished run tells, whichever is later; null where neither is. In the order of the designs. */
  readonly find: (specs: readonly ExperimentSpec[]) => Promise<readonly (KnownTimes | null)[]>;
  /**
   * Measures in a training process of its own, one at a time and never beside a run.
   * @throws LabError `run-active`, `cancelled`, `device-unusable`, `training-process-died`, `invalid-message`, or what the process refused
   */
  readonly measure: (spec: CalibratedSpec) => Promise<Calibration>;
  readonly isMeasuring: () => boolean;
  /** Ends the measurement that is under way, if any. */
  readonly cancel: (why: string) => void;
}

export interface CalibrationsOptions {
  /** For these files alone. */
  readonly folder: string;
  readonly launchTraining: LaunchTraining;
  readonly devices: Pick<Devices, 'choose' | 'idOf' | 'isTesting'>;
  /** The run that trains, in whichever program; undefined where none does. */
  readonly trainingRun: () => number | undefined;
  /** What else decides the figures: the processor, the engine, the version of the lab. */
  readonly machine: string;
  readonly finished: FindFinishedTimes;
}

export function createCalibrations(options: CalibrationsOptions): Calibrations {
  const { launchTraining, devices, trainingRun, machine } = options;
  const files = keptCalibrations(options.folder);
  let measuring:
    { readonly key: string; readonly result: Promise<Calibration>; readonly abort: AbortController } | undefined;

  const keyOf = (spec: CalibratedSpec): string =>
    JSON.stringify({ machine, device: devices.idOf(spec.compute), design: calibrationKey(spec) });

  async function measureAndKeep(spec: CalibratedSpec, key: string, signal: AbortSignal): Promise<Calibration> {
    try {
      const { compute, surroundings } = await devices.choose(spec.compute);
      signal.throwIfAborted();
      const datasetFacts = factsToKeep(DATASETS.get(spec.dataset));
      const launch = (listeners: TrainingListeners): TrainingProcess => launchTraining(listeners, surroundings);
      const calibration = await runCalibration(launch, { spec, datasetFacts, compute }, signal);
      await files.write(key, calibration);
      return calibration;
    } finally {
      measuring = undefined;
    }
  }

  function refuseLoad(): void {
    if (measuring !== undefined) {
      throw new LabError('invalid-request', 'Another measurement is under way. Wait for it, or cancel it.');
    }
    const run = trainingRun();
    if (run !== undefined) {
      throw new LabError(
        'run-active',
        `Run ${run} is training, and a measurement beside it would tell a wrong time. Measure once it has ended.`,
      );
    }
    if (devices.isTesting()) {
      throw new LabError(
        'run-active',
        'The devices are being tested, and a measurement beside that would tell a wrong time. Measure once it is done.',
      );
    }
  }

  return {
    find: async (specs) => {
      const measured = await Promise.all(specs.map((spec) => files.read(keyOf(spec))));
      return options.finished(specs).map((told, place) => laterTimes(told, measured[place] ?? null));
    },
    measure: async (spec) => {
      const key = keyOf(spec);
      if (measuring?.key === key) return measuring.result;
      refuseLoad();
      const abort = new AbortController();
      const result = measureAndKeep(spec, key, abort.signal);
      measuring = { key, result, abort };
      return result;
    },
    isMeasuring: () => measuring !== undefined,
    cancel: (why) => measuring?.abort.abort(new LabError('cancelled', why)),
  };
}
