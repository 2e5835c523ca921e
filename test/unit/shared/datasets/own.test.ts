import fc from 'fast-check';
import { expect, it } from 'vitest';

import { nameFor } from '#shared/datasets/own';
import { ownNameSchema } from '#shared/datasets/own';

it.each([
  ['/home/ann/Leaves 2.zip', 'leaves-2'],
  ['/data/faces.tar.gz', 'faces'],
  ['faces.TGZ', 'faces'],
  ['/data/labels.csv', 'labels'],
  ['/data/v1.2/', 'v1-2'],
  ['/data/猫', 'images'],
  ['/', 'images'],
  ['', 'images'],
])('calls %j %j', (path, name) => {
  expect(nameFor(path)).toBe(name);
});

it('is a name that the lab takes, whatever the path is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      (path) => ownNameSchema.safeParse(nameFor(path)).success,
    ),
  );
});
