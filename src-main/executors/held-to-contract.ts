import { z } from 'zod';

import { LabError, toFailure, type LabFailure } from '#shared/errors/errors';

import { failureSchema, messageReader } from '../processes/process-message';
import { trainingEventSchema } from '../training/message-schemas';
import type { RunEvent, TrainingJob } from '../training/messages';
import type { Executor, Paused, RunEnd, RunListener, StartedRun, ThisMachine } from './executor';

/** Has an executor compute a run, see `Executor.start`. */
export type StartRun = (job: TrainingJob, listener: RunListener) => StartedRun;

const endSchema: z.ZodType<RunEnd | Paused> = z.union([
  z.strictObject({ status: z.enum(['finished', 'cancelled', 'paused']) }),
  z.strictObject({ status: z.enum(['failed', 'interrupted']), failure: failureSchema }),
]);

/**
 * Holds what an executor tells against the contract, because it may have been registered from outside: every event is one
 * that the lab knows, there is one end, and nothing after it. An event that is none is refused, and fails the run.
 */
export function heldToContract(executor: Executor, here: ThisMachine): StartRun {
  const from = `the executor "${executor.kind}"`;
  const readEvent = messageReader(trainingEventSchema, from);
  const readEnd = messageReader(endSchema, from);

  function runEvent(told: unknown): RunEvent {
    const event = readEvent(told);
    if (event.kind !== 'ended' && event.kind !== 'calibrated' && event.kind !== 'weights') return event;
    throw new LabError('invalid-message', `${from} told the event "${event.kind}", which is none of a run.`);
  }

  return (job, { onEvent, onProcess, onEnd }) => {
    let malformed: LabFailure | undefined;
    let isOver = false;
    const hear: RunListener['onEvent'] = (told) => {
      if (isOver) return;
      let event: RunEvent;
      try {
        event = runEvent(told);
      } catch (error) {
        malformed ??= toFailure(error);
        throw error;
      }
      onEvent(event);
    };
    const end: RunListener['onEnd'] = (told) => {
      if (isOver) return;
      isOver = true;
      let how: RunEnd | Paused;
      try {
        how = readEnd(told);
      } catch (error) {
        how = { status: 'failed', failure: toFailure(error) };
      }
      onEnd(malformed === undefined ? how : { status: 'failed', failure: malformed });
    };
    return executor.start(job, { onEvent: hear, onProcess, onEnd: end }, here);
  };
}
