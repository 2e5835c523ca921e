import { expect, it } from 'vitest';

import { topClasses } from '../../../../src-renderer/one-run/top-classes';

it('names the most probable classes, of equals the first', () => {
  expect(topClasses(Float32Array.of(0.25, 0.5, 0.25), 2)).toEqual([
    { classIndex: 1, probability: 0.5 },
    { classIndex: 0, probability: 0.25 },
  ]);
});
