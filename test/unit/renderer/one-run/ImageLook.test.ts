import { expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import ImageLook from '../../../../src-renderer/one-run/ImageLook.vue';
import { useImageLookStore } from '../../../../src-renderer/one-run/useImageLookStore';
import { createFakeLab, no, ok, settled, type FakeLab } from '../fake-lab';
import { showed } from '../screen';

const facts = DATASETS.get('shapes');
const PROBABILITIES = Float32Array.from({ length: 10 }, (_, label) => (label === 3 ? 0.73 : 0.03));

async function opened(lab: FakeLab) {
  const wrapper = await showed(ImageLook, {}, lab);
  useImageLookStore().look({ runId: 7, facts, index: 41, truth: 3, probabilities: PROBABILITIES });
  await settled();
  return wrapper;
}

it('shows what was said of an image, and the images nearest to it', async () => {
  const near = [5, 9].map((index) => ({ index, distance: index / 10 }));
  const lab = createFakeLab({ 'run:neighbours': () => ok(near) });
  const wrapper = await opened(lab);
  expect(lab.asked).toContainEqual(['run:neighbours', { id: 7, tower: 0, count: 1_000, index: 41, limit: 8 }]);
  const dialog = document.querySelector('[role="dialog"]');
  expect(dialog?.querySelector('h2')?.textContent).toMatch(/Test image 41\s+run 7/);
  expect(dialog?.textContent).toContain('73%');
  expect(dialog?.querySelectorAll('section li')).toHaveLength(2);
  expect(dialog?.querySelector('a')?.getAttribute('href')).toContain('/playground?run=7&first=41');
  useImageLookStore().close();
  await settled();
  expect(document.querySelector('[role="dialog"]')).toBeNull();
  wrapper.unmount();
});

it('shows what was said although the network cannot be loaded', async () => {
  const wrapper = await opened(createFakeLab({ 'run:neighbours': () => no('artefact-damaged') }));
  const dialog = document.querySelector('[role="dialog"]');
  expect(dialog?.textContent).toContain('73%');
  expect(dialog?.textContent).toContain('A file of the run is damaged');
  wrapper.unmount();
});
