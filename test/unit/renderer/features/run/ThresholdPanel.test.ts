import { expect, it } from 'vitest';
import type { VueWrapper } from '@vue/test-utils';

import { DATASETS } from '#shared/datasets/datasets';
import type { UsedThreshold } from '#shared/metrics/own-output';
import ThresholdPanel from '../../../../../src-renderer/features/run/ThresholdPanel.vue';
import { createFakeLab, ok } from '../../fake-lab';
import { showed } from '../../screen';

/** Two rotations of three pairs, and one pair of random partners. */
const SETS = [
  {
    rotation: 1,
    scores: Float32Array.of(0.9, 0.4, 0.2),
    same: Uint8Array.of(1, 1, 0),
    second: Uint32Array.of(1, 2, 0),
  },
  {
    rotation: 2,
    scores: Float32Array.of(0.6, 0.1, 0.7),
    same: Uint8Array.of(0, 0, 1),
    second: Uint32Array.of(2, 0, 1),
  },
  { rotation: null, scores: Float32Array.of(0.3), same: Uint8Array.of(1), second: Uint32Array.of(2) },
];

const shownAt = (used: UsedThreshold, sets = SETS): Promise<VueWrapper> =>
  showed(
    ThresholdPanel,
    { runId: 12, used, facts: DATASETS.get('shapes') },
    createFakeLab({ 'run:scores': () => ok({ sets }) }),
  );
const counts = (wrapper: VueWrapper): readonly string[] =>
  wrapper.findAll('button strong').map((count) => count.text());
const f1 = (wrapper: VueWrapper): string => wrapper.get('.data-table tbody td').text();

it('counts all rotations at the run’s own threshold, and marks one that no validation has chosen', async () => {
  const wrapper = await shownAt({ kind: 'fixed', value: 0.5 });
  // truly different: 0.2, 0.6, 0.1; truly same: 0.9, 0.4, 0.7
  expect(counts(wrapper)).toEqual(['2', '1', '1', '2']);
  expect(wrapper.get('.mark').classes()).toContain('warn');
  expect(wrapper.get('.mark').text()).toContain('Not chosen on validation');
});

it('does not mark a threshold that was chosen on validation, until it is moved', async () => {
  const wrapper = await shownAt({ kind: 'validation', value: 0.35, goal: 'f1', pairs: 400 });
  expect(wrapper.get('.mark').classes()).not.toContain('warn');
  expect(wrapper.get('.mark').text()).toContain('Chosen on 400 validation pairs');
  // means of the rotations: 1, and 2/3 with one "different" pair mistaken
  expect(f1(wrapper)).toBe('0.8333');
  await wrapper.get('input[type=range]').setValue('0.65');
  expect(counts(wrapper)).toEqual(['3', '0', '1', '2']);
  expect(f1(wrapper)).toBe('0.8333');
  expect(wrapper.get('.mark').classes()).toContain('warn');
  await wrapper.get('.mark button').trigger('click');
  expect(counts(wrapper)).toEqual(['2', '1', '0', '3']);
  expect(wrapper.get('.mark').classes()).not.toContain('warn');
});

it('looks at one set by itself, random partners among them', async () => {
  const wrapper = await shownAt({ kind: 'fixed', value: 0.5 });
  await wrapper.get('select').setValue('random');
  expect(counts(wrapper)).toEqual(['0', '0', '1', '0']);
  await wrapper.get('select').setValue('rotation-1');
  expect(counts(wrapper)).toEqual(['1', '0', '1', '1']);
});

it('says so where the run has kept no scores', async () => {
  const wrapper = await showed(
    ThresholdPanel,
    { runId: 12, used: { kind: 'fixed', value: 0.5 }, facts: DATASETS.get('shapes') },
    createFakeLab({ 'run:scores': () => ok(null) }),
  );
  expect(wrapper.text()).toContain('This run has kept no scores of pairs.');
});

it('says over which pairs its area is, beside the mean that the evaluation tells', async () => {
  const wrapper = await shownAt({ kind: 'fixed', value: 0.5 });
  // the "same" pair of 0.4 is below the "different" one of 0.6, which is of another rotation
  expect(wrapper.get('svg .area').text()).toContain('0.8889');
  expect(wrapper.text()).toContain(
    'over all 6 pairs of 2 sets at once. The evaluation tells the mean of the areas of each set by itself: 1.0000.',
  );
  await wrapper.get('select').setValue('rotation-1');
  expect(wrapper.get('svg .area').text()).toContain('1.0000');
  expect(wrapper.text()).toContain('The area is over 3 pairs.');
});
