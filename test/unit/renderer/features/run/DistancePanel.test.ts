import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { expect, it } from 'vitest';

import DistancePanel from '../../../../../src-renderer/features/run/DistancePanel.vue';
import { createFakeLab, no, ok } from '../../fake-lab';
import { showed } from '../../screen';

const DISTANCES = { same: Float32Array.of(1, 2, 5), different: Float32Array.of(3, 4, 6, 8) };

async function asked(answer: Parameters<typeof createFakeLab>[0], hasOwnTowers = false): Promise<VueWrapper> {
  const wrapper = await showed(DistancePanel, { runId: 12, hasOwnTowers }, createFakeLab(answer));
  await wrapper.get('button').trigger('click');
  await flushPromises();
  return wrapper;
}

it('loads no network until it is asked to', async () => {
  const wrapper = await showed(DistancePanel, { runId: 12, hasOwnTowers: false }, createFakeLab({}));
  expect(wrapper.get('button').text()).toBe('Work out the distances');
  expect(wrapper.find('svg[role=img]').exists()).toBe(false);
});

it('tells how often a "same" pair is nearer, with the medians of both kinds', async () => {
  const wrapper = await asked({ 'run:distances': () => ok(DISTANCES) });
  // of the 12 pairings of the two kinds, 5 is not below 3 and 4
  expect(wrapper.get('.sentence').text()).toContain((10 / 12).toFixed(4));
  expect(wrapper.get('.sentence').text()).not.toContain('weights of their own');
  expect(wrapper.get('svg[role=img]').attributes('aria-label')).toBe(
    'Distances of 3 pairs that are the same, median 2, and of 4 that are different, median 5.',
  );
});

it('says that distances between towers of their own mean little', async () => {
  const wrapper = await asked({ 'run:distances': () => ok(DISTANCES) }, true);
  expect(wrapper.get('.sentence').text()).toContain('weights of their own');
});

it('says why there are none', async () => {
  const wrapper = await asked({ 'run:distances': () => no('invalid-request', 'Run 12 has no weights.') });
  expect(wrapper.get('[role=alert]').text()).toContain('Run 12 has no weights.');
});
