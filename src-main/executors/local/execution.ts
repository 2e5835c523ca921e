import { toFailure, type LabFailure } from '#shared/errors/errors';

import type { TrainingJob } from '../../training/messages';
import type { RunListener, StartedRun } from '../executor';
import { endOf, isUnsound, type Conduct } from './ending';
import { collectOutput } from './training-death';
import type { LaunchTraining, TrainingListeners, TrainingProcess } from './training-process';

/** How long a training process may take to end by itself: a batch of the slowest network, and a checkpoint of the largest. */
const GRACE_MS = 60_000;
/** How many fresh processes a run gets whose kernels prove unsound. It takes a race to make one so: see docs/kernel-race.md. */
const MOST_PROCESSES = 3;

/** Runs one job in a process of its own, and turns every way in which that can end into the end of the run. */
export function execute(
  job: TrainingJob,
  { onEvent, onProcess, onEnd }: RunListener,
  launch: LaunchTraining,
): StartedRun {
  const conduct: Conduct = { isCancelled: false, isToPause: false };
  const output = collectOutput();
  let grace: NodeJS.Timeout | undefined;
  let processes = 0;
  let training = start();

  function start(): TrainingProcess {
    processes += 1;
    const hearing = hear(conduct, onEvent, () => training.kill());
    const started = launch({ ...hearing, onOutput: output.add, onExit }, job.surroundings);
    if (started.pid !== undefined) onProcess(started.pid);
    started.send({ kind: 'start', job });
    return started;
  }

  function onExit(how: string): void {
    const isToEnd = conduct.isCancelled || conduct.interruption !== undefined;
    if (isUnsound(conduct) && processes < MOST_PROCESSES && !isToEnd) {
      delete conduct.outcome;
      training = start();
      if (conduct.isToPause) training.send({ kind: 'pause' });
      return;
    }
    clearTimeout(grace);
    onEnd(endOf(conduct, how, output, job, processes));
  }

  function endSoon(): void {
    grace = setTimeout(() => training.kill(), GRACE_MS);
  }

  return {
    cancel: () => {
      if (conduct.isCancelled) return;
      conduct.isCancelled = true;
      training.send({ kind: 'cancel' });
      endSoon();
    },
    pause: () => {
      conduct.isToPause = true;
      training.send({ kind: 'pause' });
    },
    interrupt: (why) => {
      conduct.interruption = why;
      training.send({ kind: 'pause' });
      endSoon();
    },
  };
}

/** Notes what a process says of itself, and passes on what it says of the run. */
function hear(
  conduct: Conduct,
  onEvent: RunListener['onEvent'],
  kill: () => void,
): Pick<TrainingListeners, 'onEvent' | 'onMalformed'> {
  return {
    onEvent: (event) => {
      if (event.kind === 'calibrated' || event.kind === 'weights') return;
      if (event.kind === 'ended') {
        conduct.outcome ??= event.outcome;
        // it has nothing left to say; its native threads need not unwind
        kill();
        return;
      }
      try {
        onEvent(event);
      } catch (error) {
        // what is not recorded would be lost: better to stop here
        conduct.unrecorded ??= failureToRecord(error);
        kill();
      }
    },
    onMalformed: (failure) => {
      conduct.malformed = failure;
    },
  };
}

function failureToRecord(error: unknown): LabFailure {
  const { code, message, detail } = toFailure(error);
  return {
    code,
    message: `What the training reported could not be recorded, so the run was interrupted. ${message}`,
    ...(detail === undefined ? {} : { detail }),
  };
}
