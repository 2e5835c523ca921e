import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { Control } from '#shared/comparison/budgets';
import { keyText } from '#shared/comparison/selection';
import type { Launched } from '#shared/contract/ipc';
import { useLab } from '../../bridge/lab';
import { useNoticesStore } from '../../bridge/useNoticesStore';
import { useQueueStore } from '../../bridge/useQueueStore';

/** Which control it is: whose design, and for how many epochs. */
export function controlText({ like, spec }: Control): string {
  return `${keyText(like)} ${spec.training.epochs}`;
}

/** Controls that were queued from the comparison, so that none is queued twice by accident. */
export const useControlStore = defineStore('control', () => {
  const lab = useLab();
  const notices = useNoticesStore();
  const queue = useQueueStore();
  const launched = shallowRef<ReadonlyMap<string, Launched>>(new Map());
  /** The one that is on its way into the queue. */
  const launching = shallowRef<string | null>(null);

  async function launch(control: Control): Promise<void> {
    if (launching.value !== null) return;
    const text = controlText(control);
    launching.value = text;
    const reply = await lab.ask('experiment:launch', { spec: control.spec });
    launching.value = null;
    if (!reply.ok) {
      notices.tell(reply.failure);
      return;
    }
    launched.value = new Map([...launched.value, [text, reply.value]]);
    queue.sayQueued(reply.value.runIds);
  }

  return { launched: shallowReadonly(launched), launching: shallowReadonly(launching), launch };
});
