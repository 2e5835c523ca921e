import { LabError } from '#shared/errors/errors';
import type { Calibration } from '#shared/experiment/estimate';

import type { LaunchTraining } from '../../executors/local/training-process';
import type { CalibrationJob } from '../../training/messages';

/** One calibration in a training process of its own. */
export function runCalibration(launch: LaunchTraining, job: CalibrationJob, signal: AbortSignal): Promise<Calibration> {
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
