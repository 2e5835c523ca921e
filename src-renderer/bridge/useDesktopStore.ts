import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { RunSummary } from '#shared/runs/run';
import { useRemembered } from './useRemembered';
import { useLab } from './lab';
import { useNoticesStore } from './useNoticesStore';

/** What reaches a person who looks elsewhere: the end of a run. */
export const useDesktopStore = defineStore('desktop', () => {
  const lab = useLab();
  const notices = useNoticesStore();
  const notify = useRemembered('notify', ['on', 'off'], 'on');
  /** The run that the person wants to see, after a click on its notification. */
  const asked = shallowRef<number | null>(null);

  /** How a run stands, or null where that cannot be told. */
  async function endOf(id: number): Promise<RunSummary | null> {
    const reply = await lab.ask('run:get', { id });
    return reply.ok ? reply.value : null;
  }

  async function tell(id: number, title: string, body: string): Promise<void> {
    const reply = await lab.ask('desktop:notify', { id, title: title.slice(0, 200), body: body.slice(0, 500) });
    if (!reply.ok) notices.tell(reply.failure);
  }

  function seen(): void {
    asked.value = null;
  }

  lab.listen('desktop:show-run', ({ id }) => {
    asked.value = id;
  });

  return { notify, asked: shallowReadonly(asked), endOf, tell, seen };
});
