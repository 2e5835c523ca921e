import { shallowReadonly, shallowRef, type ShallowRef } from 'vue';

import type { LabFailure } from '#shared/errors/errors';
import type { Reply } from '#shared/contract/ipc';

/** The answer to the last question of a kind. */
export interface Latest<Query, Value> {
  /** What the last answer said, until there is another; null before the first and after a refusal. */
  readonly value: Readonly<ShallowRef<Value | null>>;
  readonly failure: Readonly<ShallowRef<LabFailure | null>>;
  readonly isAsking: Readonly<ShallowRef<boolean>>;
  /** Asks; an answer that comes after a newer question is forgotten. */
  readonly ask: (query: Query) => Promise<void>;
  /** Forgets the answer, and the question that may be under way. */
  readonly clear: () => void;
}

export function latest<Query, Value>(answer: (query: Query) => Promise<Reply<Value>>): Latest<Query, Value> {
  const value = shallowRef<Value | null>(null) as ShallowRef<Value | null>;
  const failure = shallowRef<LabFailure | null>(null);
  const isAsking = shallowRef(false);
  let last = 0;

  return {
    value: shallowReadonly(value),
    failure: shallowReadonly(failure),
    isAsking: shallowReadonly(isAsking),
    ask: async (query) => {
      last += 1;
      const mine = last;
      isAsking.value = true;
      const reply = await answer(query);
      if (mine !== last) return;
      isAsking.value = false;
      value.value = reply.ok ? reply.value : null;
      failure.value = reply.ok ? null : reply.failure;
    },
    clear: () => {
      last += 1;
      isAsking.value = false;
      value.value = null;
      failure.value = null;
    },
  };
}
