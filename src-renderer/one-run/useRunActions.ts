import { useRouter } from 'vue-router';

import { useQueueStore } from '../bridge/useQueueStore';

/** Lets runs that came to nothing go on, or tries them again, and shows the one that does. */
export interface RunActions {
  readonly resume: (id: number) => Promise<void>;
  readonly retry: (id: number) => Promise<void>;
}

export function useRunActions(): RunActions {
  const router = useRouter();
  const queue = useQueueStore();
  return {
    resume: async (id) => {
      if (await queue.resume(id)) await router.push({ name: 'run-live', params: { id } });
    },
    retry: async (id) => {
      const next = await queue.retry(id);
      if (next !== null) await router.push({ name: 'run-live', params: { id: next } });
    },
  };
}
