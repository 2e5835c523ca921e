import { mkdtemp, open, readdir, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';

import type { LabFailure } from '#shared/errors/errors';
import type { Run } from '#shared/runs/run';

import { CIFAR_RECORD_BYTES, writeCifarFiles } from '../integration/cifar-files';
import { killWhatRuns, runLab, startLab, temporaryHome } from '../integration/lab-process';
import { mountSmallDisk, whyNoSmallDisk, type SmallDisk } from './small-disk';

const LONG = ['run', '--dataset', 'shapes', '--fraction', '0.02', '--batch', '50', '--epochs', '5000', '--json'];

let disk: SmallDisk | undefined;

afterEach(() => {
  killWhatRuns();
  disk?.unmount();
  disk = undefined;
});

function epochsIn(home: string): number {
  const database = new Database(join(home, 'lab.sqlite'), { readonly: true });
  try {
    return Number(database.prepare('SELECT coalesce(max(epochs_done), 0) FROM runs').pluck().get());
  } finally {
    database.close();
  }
}

async function untilEpoch(home: string, epoch: number): Promise<void> {
  for (;;) {
    await wait(300);
    try {
      if (epochsIn(home) >= epoch) return;
    } catch {
      // it is not there yet
    }
  }
}

describe.skipIf(whyNoSmallDisk !== null)(
  `a small disk (${whyNoSmallDisk ?? 'a tmpfs, mounted'})`,
  { timeout: 300_000 },
  () => {
    it('that fills up while a run records interrupts the run with a message, and loses no epoch before', async () => {
      disk = mountSmallDisk(8);
      const { ended } = startLab(disk.folder, LONG);
      await untilEpoch(disk.folder, 2);
      const before = epochsIn(disk.folder);
      await disk.fill(0);
      const { status, output } = await ended;
      expect(status).toBe(1);
      const run = JSON.parse(output) as Run;
      expect(run).toMatchObject({ status: 'interrupted', failure: { code: 'disk-full' } });
      expect(run.failure?.message).toContain('could not be recorded, so the run was interrupted. The disk');
      expect(run.epochsDone).toBeGreaterThanOrEqual(before);
      await disk.empty();
      const shown = JSON.parse((await runLab(disk.folder, ['show', '1', '--json'])).output) as Run & {
        readonly series: { readonly train: { readonly loss: readonly number[] } };
      };
      expect(shown.series.train.loss).toHaveLength(run.epochsDone);
    });

    it('that is full when the lab is opened is said to be, and nothing is changed', async () => {
      disk = mountSmallDisk(1);
      await disk.fill(0);
      const { status, output } = await runLab(disk.folder, ['runs', '--json']);
      expect(status).toBe(1);
      const { failure } = JSON.parse(output) as { readonly failure: LabFailure };
      expect(['disk-full', 'home-unusable']).toContain(failure.code);
      expect(failure.message).toMatch(/full|ENOSPC/);
      await disk.empty();
      expect((await runLab(disk.folder, ['runs'])).status).toBe(0);
    });

    it('that is read-only, for root too, is refused before anything is tried', async () => {
      disk = mountSmallDisk(8);
      expect((await runLab(disk.folder, ['runs'])).status).toBe(0);
      disk.setReadOnly(true);
      const { status, output } = await runLab(disk.folder, ['runs', '--json']);
      expect(status).toBe(1);
      const { failure } = JSON.parse(output) as { readonly failure: LabFailure };
      expect(failure.code).toBe('home-unusable');
      expect(failure.message).toContain('Name another with --home or SIAMESE_LAB_HOME');
      disk.setReadOnly(false);
      expect((await runLab(disk.folder, ['runs'])).status).toBe(0);
    });
  },
);

describe('a dataset', { timeout: 300_000 }, () => {
  it('whose file is changed after it was verified, to the same size, starts no run, and is named', async () => {
    const data = await mkdtemp(join(tmpdir(), 'siamese-lab-data-'));
    const folder = join(data, 'cifar-10-batches-bin');
    await writeCifarFiles(folder);
    const home = await temporaryHome();
    const environment = { SIAMESE_LAB_DATA: data };
    expect((await runLab(home, ['datasets', 'verify', 'cifar10'], environment)).status).toBe(0);
    // only its time: the bytes are the same, and so is the dataset
    await utimes(join(folder, 'test_batch.bin'), 1, 1);
    const file = join(folder, 'data_batch_3.bin');
    const handle = await open(file, 'r+');
    await handle.write(Uint8Array.of(7), 0, 1, 41 * CIFAR_RECORD_BYTES + 5);
    await handle.close();
    const { status, output } = await runLab(
      home,
      ['run', '--dataset', 'cifar10', '--epochs', '1', '--json'],
      environment,
    );
    expect(status).toBe(1);
    const { failure } = JSON.parse(output) as { readonly failure: LabFailure };
    expect(failure.code).toBe('dataset-damaged');
    expect(failure.message).toContain(`${file} was changed after it was verified on`);
    expect(await readdir(join(home, 'runs'))).toEqual([]);
    expect((await runLab(home, ['datasets', 'verify', 'cifar10'], environment)).status).toBe(0);
  });
});
