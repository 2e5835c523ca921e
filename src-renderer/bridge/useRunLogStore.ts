import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { LogLine } from '#shared/runs/run-log';
import { useLab } from './lab';
import { useNoticesStore } from './useNoticesStore';

/** The log of the run on the screen, a line longer whenever something happens to it. */
export const useRunLogStore = defineStore('run-log', () => {
  const lab = useLab();
  const notices = useNoticesStore();
  const shown = shallowRef<number | null>(null);
  const lines = shallowRef<readonly LogLine[]>([]);

  async function show(id: number): Promise<void> {
    if (shown.value !== id) {
      shown.value = id;
      lines.value = [];
    }
    const reply = await lab.ask('run:log', { id });
    if (shown.value !== id) return;
    if (reply.ok) lines.value = merged(reply.value, lines.value);
    else notices.tell(reply.failure, 'page');
  }

  lab.listen('run:log', ({ id, line }) => {
    if (id === shown.value) lines.value = merged(lines.value, [line]);
  });
  lab.listen('runs:changed', ({ ids }) => {
    // Another program has written, its lines perhaps.
    if (ids === null && shown.value !== null) void show(shown.value);
  });

  return { lines: shallowReadonly(lines), show };
});

/** A line may have come by itself while the answer was on its way. */
function merged(known: readonly LogLine[], arrived: readonly LogLine[]): readonly LogLine[] {
  const last = known.at(-1)?.line ?? 0;
  return [...known, ...arrived.filter(({ line }) => line > last)];
}
