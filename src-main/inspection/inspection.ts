import { LabError } from '#shared/errors/errors';
import type { InspectionProgress } from '#shared/contract/inspection';
import type { Reply } from '#shared/contract/ipc';

import type { LaunchWorker, WorkerProcess } from '../processes/worker-process';
import { readResult } from './message-schemas';
import type { InspectionAnswer, InspectionArgs, InspectionCommand, InspectionName, InspectionResult } from './messages';
import { createOpenQuestions } from './open-questions';

export type LaunchInspection = LaunchWorker<InspectionCommand, InspectionAnswer>;

export interface AskOptions {
  /** Aborted, the question is refused as `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: InspectionProgress) => void) | undefined;
}

/** The way to the inspection process. */
export interface Inspection {
  /** Starts the process where there is none. @throws LabError what it refused, `inspection-process-died`, or `invalid-message` */
  readonly ask: <Name extends InspectionName>(
    name: Name,
    args: InspectionArgs<Name>,
    options?: AskOptions,
  ) => Promise<InspectionResult<Name>>;
  /** Ends the process; whoever still waits is refused. */
  readonly close: () => void;
}

/** @param idleMs the process is ended once nobody has asked for so long, and its memory is free again */
export function createInspection(launch: LaunchInspection, idleMs: number): Inspection {
  const questions = createOpenQuestions();
  let worker: WorkerProcess<InspectionCommand> | undefined;
  let idle: NodeJS.Timeout | undefined;

  function started(): WorkerProcess<InspectionCommand> {
    if (worker !== undefined) return worker;
    const mine = launch({
      onEvent: (answer) => {
        questions.answer(answer);
        if ('reply' in answer && questions.isEmpty()) endWhenIdle();
      },
      onMalformed: ({ code, message }) => {
        if (worker === mine) questions.refuseAll({ code, message });
      },
      onOutput: () => undefined,
      onExit: (how) => {
        // one that was ended for idleness may be outlived by its successor
        if (worker === mine) end(how);
      },
    });
    worker = mine;
    return mine;
  }

  function endWhenIdle(): void {
    clearTimeout(idle);
    idle = setTimeout(() => end('idle'), idleMs);
    idle.unref();
  }

  function end(how: string): void {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    ended?.kill();
    const message = `The process that looks into datasets and networks ended before it had answered (${how}). Try it again.`;
    questions.refuseAll({ code: 'inspection-process-died', message });
  }

  return {
    ask: async <Name extends InspectionName>(
      name: Name,
      args: InspectionArgs<Name>,
      { signal, onProgress }: AskOptions = {},
    ) => {
      clearTimeout(idle);
      const reply = await new Promise<Reply<unknown>>((resolve) => {
        const id = questions.add(resolve, onProgress);
        const asked = started();
        asked.send({ id, name, args } as InspectionCommand);
        const cancel = (): void => asked.send({ id, name: 'cancel' });
        if (signal?.aborted === true) cancel();
        else signal?.addEventListener('abort', cancel, { once: true });
      });
      if (!reply.ok) throw new LabError(reply.failure.code, reply.failure.message, reply.failure.detail);
      return readResult(name, reply.value);
    },
    close: () => end('the lab was closed'),
  };
}
