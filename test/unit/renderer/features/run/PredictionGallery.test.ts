import { expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import PredictionGallery from '../../../../../src-renderer/features/run/PredictionGallery.vue';
import type { PredictionFilter } from '#shared/runs/prediction-list';
import { createFakeLab, no, ok, type FakeLab } from '../../fake-lab';
import { showed } from '../../screen';

/** Of the ten shapes: a disc taken for a ring (0.75), a ring that is right (0.5), a ring taken for a disc (0.625). */
function predictions() {
  const probabilities = new Float32Array(30);
  probabilities.set([0.25, 0.75], 0);
  probabilities.set([0.25, 0.5], 10);
  probabilities.set([0.625, 0.375], 20);
  return { truth: Uint8Array.of(0, 1, 1), predicted: Uint8Array.of(1, 1, 0), probabilities };
}
const shownWith = (filter: Partial<PredictionFilter>, lab?: FakeLab) =>
  showed(
    PredictionGallery,
    { runId: 12, facts: DATASETS.get('shapes'), filter: { kind: 'mistakes', truth: null, predicted: null, ...filter } },
    lab ?? createFakeLab({ 'run:predictions': () => ok(predictions()) }),
  );

it('shows the surest mistakes first, with what they truly are', async () => {
  const wrapper = await shownWith({});
  expect(wrapper.findAll('li').map((tile) => tile.text().replaceAll(/\s+/g, ' '))).toEqual([
    'ring0.75truly disc, 0.25',
    'disc0.63truly ring, 0.38',
  ]);
  expect(wrapper.get('[role=status]').text()).toBe('2 test images');
});

it('is named after the cell whose images it shows, and leads back to all mistakes', async () => {
  const wrapper = await shownWith({ kind: 'all', truth: 1, predicted: 1 });
  expect([wrapper.get('h2').text(), wrapper.findAll('li').length]).toEqual(['ring predicted as ring', 1]);
  const back = wrapper.findAll('button').find((button) => button.text() === 'All mistakes');
  await back?.trigger('click');
  expect(wrapper.emitted('update:filter')).toEqual([[{ kind: 'mistakes', truth: null, predicted: null }]]);
});

it('says why there is nothing to see', async () => {
  const empty = await shownWith({ kind: 'right', truth: 0 });
  expect(empty.text()).toContain('No test image is like this.');
  const without = await shownWith({}, createFakeLab({ 'run:predictions': () => ok(null) }));
  expect(without.text()).toContain('This run has kept no predictions of classes.');
  const damaged = await shownWith({}, createFakeLab({ 'run:predictions': () => no('artefact-damaged') }));
  expect(damaged.get('[role=alert]').text()).toContain('A file of the run is damaged');
});
