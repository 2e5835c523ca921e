import { expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import type { KnownTimes } from '#shared/experiment/finished-times';
import NewExperimentView from '../../../../../src-renderer/features/design/NewExperimentView.vue';
import { createFakeLab, ok, settled, type FakeLab } from '../../fake-lab';
import { showed } from '../../screen';

function labWith(times: KnownTimes): FakeLab {
  return createFakeLab({
    'run:list': () => ok({ runs: [], total: 0 }),
    'dataset:list': () => ok([{ facts: DATASETS.get('shapes'), state: { kind: 'built-in' } }]),
    'experiment:launch': () => ok({ experimentId: 1, runIds: [5] }),
    'calibration:find': ({ specs }) => ok(specs.map(() => times)),
  });
}

/** An image takes a second, so that five epochs of the shapes are hours. */
const SLOW: KnownTimes = {
  startSeconds: 0,
  firstSecondsPerExample: 1,
  secondsPerExample: 1,
  predictSecondsPerExample: 0,
  batchSize: 512,
  steps: 10,
  engine: 'graph',
  device: 'libtensorflow CPU',
  measuredAt: 1,
  runId: 4,
};

it('asks before it queues more than an hour of work, and queues it only then', async () => {
  const lab = labWith(SLOW);
  const wrapper = await showed(NewExperimentView, {}, lab);
  const dialog = (): Element | null => document.querySelector('[role=alertdialog]');
  const launched = (): number => lab.asked.filter(([name]) => name === 'experiment:launch').length;
  await wrapper.get('.launch .primary').trigger('click');
  await settled();
  expect(dialog()?.textContent).toContain('1 run takes about 6h 57m on this machine');
  expect(launched()).toBe(0);
  dialog()?.querySelector('button')?.click();
  await settled();
  expect([dialog(), launched()]).toEqual([null, 0]);
  await wrapper.get('.launch .primary').trigger('click');
  await settled();
  const go = dialog()?.querySelectorAll('button')[1];
  expect(go?.textContent.trim()).toBe('Queue 1 run');
  go?.click();
  await settled();
  expect([dialog(), launched()]).toEqual([null, 1]);
  wrapper.unmount();
});

it('says at once how long a design takes that a run has told, and that it was that run', async () => {
  const lab = labWith({ ...SLOW, secondsPerExample: 0.01, firstSecondsPerExample: 0.01 });
  const wrapper = await showed(NewExperimentView, {}, lab);
  expect(wrapper.get('.estimate').text()).toContain('as run 4 took here');
  expect(wrapper.get('.launch ul').text()).toContain('about 4m 10s');
  wrapper.unmount();
});
