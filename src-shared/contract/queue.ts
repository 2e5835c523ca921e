import { z } from 'zod';

import type { QueueTimes } from '../runs/queue-times';
import type { RunProgress, RunSummary } from '../runs/run';
import { runIdsSchema } from '../runs/run-list';

/** What the window asks about the queue, and of the runs in it. */
export interface QueueRequests {
  /** A queued run is cancelled at once, a running one at the end of its batch. */
  readonly 'run:cancel': { readonly args: { readonly id: number }; readonly result: null };
  /** Cancels those of the runs that wait or are trained here, and gives them; none where one is trained by another program. */
  readonly 'run:cancel-many': {
    readonly args: { readonly ids: readonly number[] };
    readonly result: readonly number[];
  };
  /** A running run ends its process after the batch in hand, and the next one starts; or a paused one is the next to go on. */
  readonly 'run:pause': { readonly args: { readonly id: number; readonly isPaused: boolean }; readonly result: null };
  /** Queues a run that stopped once more, as itself: it goes on from its last checkpoint. */
  readonly 'run:resume': { readonly args: { readonly id: number }; readonly result: Launched };
  /** Queues the seed of a run that came to nothing once more, in the same experiment. */
  readonly 'run:retry': { readonly args: { readonly id: number }; readonly result: Launched };
  /** Puts runs that were cancelled back where they were in the queue, and gives those that could be. */
  readonly 'queue:put-back': { readonly args: { readonly ids: readonly number[] }; readonly result: readonly number[] };
  readonly 'queue:get': { readonly args: null; readonly result: Queue };
  /** How long what runs and what waits will take, from measurements and from runs that have finished on this machine. */
  readonly 'queue:times': { readonly args: null; readonly result: QueueTimes };
  /** Puts a queued run before another one, or at the end. */
  readonly 'queue:move': {
    readonly args: { readonly id: number; readonly before: number | null };
    readonly result: null;
  };
  /** While it is paused no run starts; it stays so until it is resumed, also over a restart. */
  readonly 'queue:pause': { readonly args: { readonly isPaused: boolean }; readonly result: null };
}

/** A program that has the lab's folder open. */
export interface OpenProgram {
  readonly program: 'window' | 'command line' | 'restore';
  readonly pid: number;
  readonly machine: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Tells it from a later process of the same number. */
  readonly owner: string;
}

export interface Launched {
  readonly experimentId: number;
  readonly runIds: readonly number[];
}

/** What runs and what waits. */
export interface Queue {
  readonly isPaused: boolean;
  /** The run that is trained, in whichever program. */
  readonly running: QueueRun | null;
  /** Runs that stand until somebody resumes them; others pass. */
  readonly paused: readonly QueueRun[];
  /** Of the running run, where this program trains it and it has said something. */
  readonly progress: RunProgress | null;
  /** The first of those that wait, the next one first. */
  readonly queued: readonly QueueRun[];
  /** How many wait in all. */
  readonly total: number;
  /** The other program that trains the running run; null where this one does, or none does. */
  readonly trainedBy: OpenProgram | null;
}

export interface QueueRun extends RunSummary {
  /** Another program (the command line) runs it or will: its place is not for this one to choose. */
  readonly isElsewhere: boolean;
}

const runId = z.int().positive();

export const QUEUE_SCHEMAS = {
  'run:cancel': z.strictObject({ id: runId }),
  'run:cancel-many': z.strictObject({ ids: runIdsSchema }),
  'run:pause': z.strictObject({ id: runId, isPaused: z.boolean() }),
  'run:resume': z.strictObject({ id: runId }),
  'run:retry': z.strictObject({ id: runId }),
  'queue:put-back': z.strictObject({ ids: runIdsSchema }),
  'queue:get': z.null(),
  'queue:times': z.null(),
  'queue:move': z.strictObject({ id: runId, before: runId.nullable() }),
  'queue:pause': z.strictObject({ isPaused: z.boolean() }),
} satisfies { readonly [Name in keyof QueueRequests]: z.ZodType<QueueRequests[Name]['args']> };
