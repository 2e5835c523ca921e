import { expect, it } from 'vitest';

import { useImagesStore } from '../../../../src-renderer/bridge/useImagesStore';
import { createFakeLab, no, ok, openLab } from '../fake-lab';

it('asks once for all the images that are wanted in one moment, and keeps them', async () => {
  const lab = createFakeLab({
    'dataset:images': ({ indices }) =>
      ok({
        shape: [1, 1, 1],
        pixels: Uint8Array.from(indices),
        labels: Uint8Array.from(indices, (index) => index % 10),
      }),
  });
  openLab(lab);
  const images = useImagesStore();
  for (const index of [3, 14, 3]) images.want('shapes', 'test', index);
  await expect.poll(() => images.picture('shapes', 'test', 14)).toMatchObject({ width: 1, height: 1, label: 4 });
  expect([...(images.picture('shapes', 'test', 3)?.rgba ?? [])]).toEqual([3, 3, 3, 255]);
  images.want('shapes', 'test', 3);
  await Promise.resolve();
  expect(lab.asked).toEqual([['dataset:images', { dataset: 'shapes', split: 'test', indices: [3, 14] }]]);
});

it('says why there are no images, and asks again when they are wanted again', async () => {
  let isInstalled = false;
  const lab = createFakeLab({
    'dataset:images': () =>
      isInstalled
        ? ok({ shape: [1, 1, 1], pixels: Uint8Array.of(1), labels: Uint8Array.of(1) })
        : no('dataset-missing'),
  });
  openLab(lab);
  const images = useImagesStore();
  images.want('cifar10', 'train', 0);
  await expect.poll(() => images.failureOf('cifar10', 'train')?.code).toBe('dataset-missing');
  isInstalled = true;
  images.want('cifar10', 'train', 0);
  await expect.poll(() => images.picture('cifar10', 'train', 0)?.label).toBe(1);
  expect(images.failureOf('cifar10', 'train')).toBeUndefined();
});
