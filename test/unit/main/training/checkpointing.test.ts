import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createCheckpointing } from '#main/training/checkpointing';
import type { TrainingEvent } from '#main/training/messages';
import { startOfEpoch } from '#main/training/position';

import { aCheckpoint } from './a-checkpoint';

function watch(runFolder: string, secondsOfWriting = 0) {
  const told: TrainingEvent[] = [];
  let now = 0;
  const { reached } = createCheckpointing({
    runFolder,
    seconds: 60,
    snapshot: (position) => {
      now += 1000 * secondsOfWriting;
      return aCheckpoint({ position });
    },
    report: (event) => told.push(event),
    now: () => now,
  });
  const after = async (seconds: number, isLast = false): Promise<boolean> => {
    now += 1000 * seconds;
    const before = told.length;
    await reached(startOfEpoch(1), isLast);
    return told.length > before;
  };
  return { told, after };
}

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'siamese-lab-'));

describe('checkpointing', () => {
  it('writes one at the first batch after a minute, and wherever the training stops', async () => {
    const { told, after } = watch(await folder());
    expect([await after(30), await after(31), await after(30), await after(31), await after(0, true)]).toEqual([
      false,
      true,
      false,
      true,
      true,
    ]);
    expect(told.every(({ kind }) => kind === 'checkpoint')).toBe(true);
  });

  it('writes the more seldom the longer it takes', async () => {
    const { after } = watch(await folder(), 10);
    expect([await after(61), await after(400), await after(101)]).toEqual([true, false, true]);
  });

  it('tells that one could not be written, and goes on', async () => {
    const file = join(await folder(), 'file');
    await writeFile(file, '');
    const { told, after } = watch(file);
    expect([await after(61), await after(61)]).toEqual([true, true]);
    expect(told).toEqual(
      [1, 2].map(() => ({ kind: 'checkpoint-failed', reason: 'a part of the path is a file and not a folder' })),
    );
  });
});
