import { expect, it } from 'vitest';
import { defineComponent, h } from 'vue';

import { useRunCommands, type OfferedRun } from '../../../../src-renderer/app/useRunCommands';
import { useQueueStore } from '../../../../src-renderer/bridge/useQueueStore';
import { createFakeLab, ok, settled } from '../fake-lab';
import { showed } from '../screen';
import { aSummary } from '../specimens';

const RUNS: readonly OfferedRun[] = [
  aSummary({ id: 7, status: 'running' }),
  aSummary({ id: 8, status: 'running', pausedAt: 5, experimentId: 4 }),
  aSummary({ id: 9, status: 'queued' }),
  aSummary({ id: 10, status: 'failed', checkpoint: { epoch: 2, batch: 1 } }),
  aSummary({ id: 11, status: 'finished', experimentId: 5 }),
  aSummary({ id: 12, status: 'finished', experimentId: 5 }),
];

async function commandsFor(typed: string) {
  const lab = createFakeLab({
    'queue:get': () =>
      ok({
        isPaused: false,
        running: { ...aSummary({ id: 7 }), isElsewhere: false },
        paused: [{ ...aSummary({ id: 8, pausedAt: 5 }), isElsewhere: false }],
        progress: null,
        queued: [{ ...aSummary({ id: 9, status: 'queued' }), isElsewhere: false }],
        total: 1,
        trainedBy: null,
      }),
    'run:pause': () => ok(null),
    'run:cancel-many': ({ ids }) => ok(ids),
  });
  let commands: ReturnType<typeof useRunCommands> | undefined;
  const Holder = defineComponent({
    setup() {
      commands = useRunCommands(() => typed, () => RUNS); // prettier-ignore
      return () => h('div');
    },
  });
  const wrapper = await showed(Holder, {}, lab);
  await useQueueStore().load();
  return { lab, wrapper, commands: () => commands?.value ?? [] };
}

it('opens runs and resumes those that can go on where nothing was typed', async () => {
  const { wrapper, commands } = await commandsFor('');
  expect(commands().map(({ id }) => id)).toEqual([
    'run/7',
    'run/8',
    'run/9',
    'run/10',
    'run/11',
    'run/12',
    'resume/8',
    'resume/10',
  ]);
  wrapper.unmount();
});

it('does with each run what can be done with it now, once something is typed, and finds experiments', async () => {
  const { lab, wrapper, commands } = await commandsFor('run');
  const others = commands().filter(({ id }) => !id.startsWith('run/'));
  expect(others.map(({ id }) => id)).toEqual([
    'pause/7',
    'cancel/7',
    'resume/8',
    'cancel/8',
    'cancel/9',
    'resume/10',
    'retry/10',
    'compare/11',
    'compare/12',
    'experiment/5',
  ]);
  for (const id of ['pause/7', 'resume/8', 'cancel/9']) await others.find((command) => command.id === id)?.perform();
  await settled();
  expect(lab.asked).toContainEqual(['run:pause', { id: 7, isPaused: true }]);
  expect(lab.asked).toContainEqual(['run:pause', { id: 8, isPaused: false }]);
  expect(lab.asked).toContainEqual(['run:cancel-many', { ids: [9] }]);
  wrapper.unmount();
});
