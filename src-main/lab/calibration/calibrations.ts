import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { DATASETS, factsToKeep } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import { calibrationKey, calibrationSchema, type CalibratedSpec, type Calibration } from '#shared/experiment/estimate';

import type { CalibrationJob } from '../../training/messages';
import type { Devices } from '../devices/devices';
import type { LaunchTraining, TrainingListeners, TrainingProcess } from '../../executors/local/training-process';

/** What steps of networks take on this machine: measured when somebody asks, and kept. */
export interface Calibrations {
  /** What was measured before; null where nothing was. In the order of the designs. */
  readonly find: (specs: readonly CalibratedSpec[]) => Promise<readonly (Calibration | null)[]>;
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
}

const kept = z.strictObject({ key: z.string(), calibration: calibrationSchema });

export function createCalibrations(options: CalibrationsOptions): Calibrations {
  const { folder, launchTraining, devices, trainingRun, machine } = options;
  let measuring:
    { readonly key: string; readonly result: Promise<Calibration>; readonly abort: AbortController } | undefined;

  const keyOf = (spec: CalibratedSpec): string =>
    JSON.stringify({ machine, device: devices.idOf(spec.compute), design: calibrationKey(spec) });
  const fileOf = (key: string): string =>
    join(folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);

  /** Whatever is wrong with such a file, it is measured again. */
  async function read(key: string): Promise<Calibration | null> {
    try {
      const found = kept.parse(JSON.parse(await readFile(fileOf(key), 'utf8')));
      return found.key === key ? found.calibration : null;
    } catch {
      return null;
    }
  }

  async function write(key: string, calibration: Calibration): Promise<void> {
    try {
      await mkdir(folder, { recursive: true });
      const aside = `${fileOf(key)}.part`;
      await writeFile(aside, JSON.stringify({ key, calibration }));
      await rename(aside, fileOf(key));
    } catch {
      // a full disk only costs the time to measure again
    }
  }

  async function measureAndKeep(spec: CalibratedSpec, key: string, signal: AbortSignal): Promise<Calibration> {
    try {
      const { compute, surroundings } = await devices.choose(spec.compute);
      signal.throwIfAborted();
      const launch = (listeners: TrainingListeners): TrainingProcess => launchTraining(listeners, surroundings);
      const calibration = await runCalibration(
        launch,
        { spec, datasetFacts: factsToKeep(DATASETS.get(spec.dataset)), compute },
        signal,
      );
      await write(key, calibration);
      return calibration;
    } finally {
      measuring = undefined;
    }
  }

  return {
    find: (specs) => Promise.all(specs.map((spec) => read(keyOf(spec)))),
    measure: async (spec) => {
      const key = keyOf(spec);
      if (measuring?.key === key) return measuring.result;
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
      const abort = new AbortController();
      const result = measureAndKeep(spec, key, abort.signal);
      measuring = { key, result, abort };
      return result;
    },
    isMeasuring: () => measuring !== undefined,
    cancel: (why) => measuring?.abort.abort(new LabError('cancelled', why)),
  };
}

/** One calibration in a training process of its own. */
function runCalibration(launch: LaunchTraining, job: CalibrationJob, signal: AbortSignal): Promise<Calibration> {
  return new Promise((resolve, reject) => {
    let calibration: Calibration | undefined;
    let failure: LabError | undefined;
    const training = launch({
      onEvent: (event) => {
        if (event.kind === 'calibrated') calibration = event.calibration;
        if (event.kind !== 'ended') return;
        if (event.outcome.kind === 'failed') {
          const { code, message, detail } = event.outcome.failure;
          failure = new LabError(code, message, detail);
        }
        training.kill();
      },
      onMalformed: ({ code, message }) => {
        failure = new LabError(code, message);
      },
      onOutput: () => undefined,
      onExit: (how) => {
        if (calibration !== undefined && failure === undefined) resolve(calibration);
        else
          reject(
            signal.aborted
              ? (signal.reason as LabError)
              : (failure ??
                  new LabError(
                    'training-process-died',
                    `The measurement ended without a result (${how}). If the machine ran out of memory, try a smaller batch.`,
                  )),
          );
      },
    });
    signal.addEventListener('abort', () => training.kill(), { once: true });
    training.send({ kind: 'calibrate', job });
  });
}
