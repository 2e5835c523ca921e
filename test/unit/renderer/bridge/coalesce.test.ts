import { expect, it } from 'vitest';

import { coalesced } from '../../../../src-renderer/bridge/coalesce';
import { settled } from '../fake-lab';

it('runs once more after a run, however often it was asked for meanwhile', async () => {
  const finish: (() => void)[] = [];
  const action = coalesced(
    () =>
      new Promise((resolve) => {
        finish.push(resolve);
      }),
  );
  const first = action();
  const second = action();
  const third = action();
  expect([finish.length, second === third]).toEqual([1, true]);
  finish[0]?.();
  await first;
  await settled();
  expect(finish).toHaveLength(2);
  finish[1]?.();
  await second;
  expect(finish).toHaveLength(2);
});

it('runs again after a failure', async () => {
  let runs = 0;
  const action = coalesced(async () => {
    runs += 1;
    await Promise.resolve();
    if (runs === 1) throw new Error('no');
  });
  await expect(action()).rejects.toThrow('no');
  await action();
  expect(runs).toBe(2);
});
