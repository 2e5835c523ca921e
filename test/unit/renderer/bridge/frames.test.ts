import { expect, it } from 'vitest';

import { createBatch } from '../../../../src-renderer/bridge/frames';
import { aFrame } from '../fake-lab';

it('hands over all that arrived since the last frame at once, in order', async () => {
  const handed: (readonly number[])[] = [];
  const add = createBatch<number>((items) => handed.push(items));
  [1, 2, 3].forEach(add);
  expect(handed).toEqual([]);
  await aFrame();
  add(4);
  await aFrame();
  expect(handed).toEqual([[1, 2, 3], [4]]);
});
