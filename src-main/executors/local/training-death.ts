import { toFailure, type LabFailure } from '#shared/errors/errors';

import type { TrainingJob } from '../../training/messages';
import { explainMemory, tellsFullMemory } from '../../training/out-of-memory';

/** How much of what the process wrote is kept for the message when it dies. */
const KEPT_OUTPUT = 2000;
/** As long as what a library says before its end, so that it is found where it comes in two pieces. */
const OVERLAP = 100;
/** What the system's loader says of a library that lacks what it was built with. */
const WRONG_LIBRARY = /symbol lookup error|undefined symbol|Symbol not found/;

/** What a training process writes to its output, as far as it explains its death. */
export interface TrainingOutput {
  readonly add: (text: string) => void;
  /** The last of it. */
  readonly last: () => string;
  /** The line in which it said that memory is full, however much it has written since. */
  readonly ofMemory: () => string | undefined;
}

export function collectOutput(): TrainingOutput {
  let last = '';
  let ofMemory: string | undefined;
  return {
    add: (text) => {
      const seen = last.slice(-OVERLAP) + text;
      ofMemory ??= seen.split('\n').find(tellsFullMemory)?.slice(0, KEPT_OUTPUT);
      last = (last + text).slice(-KEPT_OUTPUT);
    },
    last: () => last.trim(),
    ofMemory: () => ofMemory,
  };
}

/**
 * Why a training process is gone that has told no end, in words for whoever launched the run. libtensorflow and V8 end
 * their process at once where an allocation fails, and the system kills one where the machine has no memory left.
 * @param how as `WorkerListeners.onExit` tells
 */
export function failureOfDeath(
  how: string,
  output: TrainingOutput,
  job: Pick<TrainingJob, 'spec' | 'datasetFacts' | 'compute'>,
): LabFailure {
  const ofMemory = output.ofMemory();
  const detail = [ofMemory, output.last()].filter((text) => text !== undefined && text !== '').join('\n');
  const details = detail === '' ? {} : { detail };
  if (ofMemory !== undefined) return { ...toFailure(explainMemory(new Error(ofMemory), job)), ...details };
  if (WRONG_LIBRARY.test(output.last())) {
    return {
      code: 'runtime-missing',
      message:
        'The native TensorFlow library that was found is of another version than the lab was built for. Run "npm run setup" ' +
        'in the project folder, which installs the right one and says what is wrong, and try the run again.',
      ...details,
    };
  }
  const { batchSize } = job.spec.training;
  const cause =
    how === 'signal SIGKILL'
      ? 'The lab did not kill it; the system does so where the memory of the machine is used up. Where it was so, going on ' +
        `would only use it up again: launch the experiment with a smaller batch than ${batchSize}, or end other large programs.`
      : `If the machine ran out of memory, launch the experiment again with a smaller batch than ${batchSize}.`;
  return {
    code: 'training-process-died',
    message: `The training process ended without a result (${how}). ${cause}`,
    ...details,
  };
}
