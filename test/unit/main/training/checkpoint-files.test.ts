import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { readCheckpoint, removeCheckpoints, writeCheckpoint } from '#main/training/checkpoint-files';

import { aCheckpoint } from './a-checkpoint';

const at = (step: number) => aCheckpoint({ state: { step, tensors: aCheckpoint().state.tensors } });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siamese-lab-'));
});

const refuse = (reason: string): void => expect.unreachable(reason);

describe('the checkpoints of a run', () => {
  it('are listed as they lie there, and the last two are kept', async () => {
    for (const step of [5, 20, 100]) await writeCheckpoint(folder, at(step));
    const written = await writeCheckpoint(folder, at(1000));
    expect(await readdir(join(folder, 'checkpoints'))).toEqual([
      'step-000000100.safetensors',
      'step-000001000.safetensors',
    ]);
    expect(written).toEqual({
      file: 'checkpoints/step-000001000.safetensors',
      epoch: 2,
      batch: 5,
      bytes: (await stat(join(folder, written.file))).size,
      sha256: expect.stringMatching(/^[\da-f]{64}$/),
    });
    expect(await readCheckpoint(folder, refuse)).toEqual(at(1000));
  });

  it('are gone on from with the one before where the newest is damaged, which is said and removed', async () => {
    for (const step of [1, 2]) await writeCheckpoint(folder, at(step));
    const newest = join(folder, 'checkpoints', 'step-000000002.safetensors');
    await writeFile(newest, (await readFile(newest)).subarray(0, 100));
    const told: string[] = [];
    expect(await readCheckpoint(folder, (reason) => told.push(reason))).toEqual(at(1));
    expect(told).toEqual([expect.stringMatching(/^step-000000002\.safetensors: The checkpoint cannot be used/)]);
    expect(await readCheckpoint(folder, refuse)).toEqual(at(1));
  });

  it('that were not written to their end are not looked at', async () => {
    await writeCheckpoint(folder, at(1));
    await writeFile(join(folder, 'checkpoints', 'step-000000002.safetensors.part'), 'half');
    expect(await readCheckpoint(folder, refuse)).toEqual(at(1));
  });

  it('are none where nothing was written, or the run has finished', async () => {
    expect(await readCheckpoint(folder, refuse)).toBeUndefined();
    await writeCheckpoint(folder, at(1));
    await removeCheckpoints(folder);
    expect(await readCheckpoint(folder, refuse)).toBeUndefined();
  });

  it('leave nothing behind where one cannot be written', async () => {
    await mkdir(join(folder, 'checkpoints', 'step-000000003.safetensors'), { recursive: true });
    await expect(writeCheckpoint(folder, at(3))).rejects.toThrow();
    expect(await readdir(join(folder, 'checkpoints'))).toEqual(['step-000000003.safetensors']);
  });
});
