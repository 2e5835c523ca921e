import type { InspectionProgress } from '#shared/contract/inspection';
import type { Reply } from '#shared/contract/ipc';
import type { LabFailure } from '#shared/errors/errors';

import type { InspectionAnswer } from './messages';

/** The questions that were sent to the inspection process and have no reply yet. */
export interface OpenQuestions {
  /** Gives its id. @param onReply called once at most */
  readonly add: (
    onReply: (reply: Reply<unknown>) => void,
    onProgress: ((progress: InspectionProgress) => void) | undefined,
  ) => number;
  /** Passes an answer on to whoever asked; one that nobody waits for is let go. */
  readonly answer: (answer: InspectionAnswer) => void;
  readonly refuseAll: (failure: LabFailure) => void;
  readonly isEmpty: () => boolean;
}

export function createOpenQuestions(): OpenQuestions {
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  const watching = new Map<number, (progress: InspectionProgress) => void>();
  let lastId = 0;

  return {
    add: (onReply, onProgress) => {
      const id = ++lastId;
      waiting.set(id, onReply);
      if (onProgress !== undefined) watching.set(id, onProgress);
      return id;
    },
    answer: (answer) => {
      if ('progress' in answer) {
        watching.get(answer.id)?.(answer.progress);
        return;
      }
      waiting.get(answer.id)?.(answer.reply);
      waiting.delete(answer.id);
      watching.delete(answer.id);
    },
    refuseAll: (failure) => {
      for (const refuse of waiting.values()) refuse({ ok: false, failure });
      waiting.clear();
      watching.clear();
    },
    isEmpty: () => waiting.size === 0,
  };
}
