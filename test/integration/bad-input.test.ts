import { mkdtemp, open, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import type { LabFailure } from '#shared/errors/errors';
import type { Run } from '#shared/runs/run';

import { CIFAR_RECORD_BYTES, writeCifarFiles } from './cifar-files';
import { runLab, temporaryHome } from './lab-process';

/** CIFAR-10's six files with one byte or size changed. */
async function cifarFolder(change: { readonly label?: number; readonly size?: number }): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'siamese-lab-data-')), 'cifar-10-batches-bin');
  await writeCifarFiles(folder);
  const handle = await open(join(folder, 'data_batch_3.bin'), 'r+');
  if (change.label !== undefined) await handle.write(Uint8Array.of(change.label), 0, 1, 41 * CIFAR_RECORD_BYTES);
  if (change.size !== undefined) await handle.truncate(change.size);
  await handle.close();
  return folder;
}

async function refusal(home: string, args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<LabFailure> {
  const { status, output } = await runLab(home, [...args, '--json'], environment);
  expect(status).toBe(1);
  return (JSON.parse(output) as { readonly failure: LabFailure }).failure;
}

async function statusesOf(home: string): Promise<readonly string[]> {
  const { output } = await runLab(home, ['runs', '--json']);
  return (JSON.parse(output) as { readonly runs: readonly Run[] }).runs.map(({ status }) => status);
}

describe('bad input', () => {
  it.each(['0', '2'])('a fraction of %s queues nothing and says what was expected', async (fraction) => {
    const home = await temporaryHome();
    const failure = await refusal(home, ['run', '--fraction', fraction]);
    expect(failure.code).toBe('invalid-spec');
    expect(failure.message).toBe(
      `--fraction: Received ${fraction}; expected a fraction of the training set above 0 and at most 1, such as 0.1 for 10 % of the images.`,
    );
    expect(await statusesOf(home)).toEqual([]);
  });

  it('an unknown dataset is answered with those that there are', async () => {
    const failure = await refusal(await temporaryHome(), ['run', '--dataset', 'imagenet']);
    expect(failure.message).toContain('expected a dataset that the lab knows: cifar10, shapes');
  });

  it('a dataset that is not there is answered with the ways to get it', async () => {
    const home = await temporaryHome();
    const failure = await refusal(home, ['run', '--dataset', 'cifar10'], { SIAMESE_LAB_DATA: '' });
    expect(failure.code).toBe('dataset-missing');
    expect(failure.message).toContain('npm run lab -- datasets install cifar10');
    expect(await statusesOf(home)).toEqual([]);
  });

  it('a truncated dataset file is named, with its size and the size that it should have', async () => {
    const home = await temporaryHome();
    const folder = await cifarFolder({ size: 100_000 });
    const failure = await refusal(home, ['run', '--dataset', 'cifar10'], { SIAMESE_LAB_DATA: folder });
    expect(failure.code).toBe('dataset-damaged');
    expect(failure.message).toMatch(/data_batch_3\.bin has 100,000 bytes.*expected 30,730,000/);
    expect(await statusesOf(home)).toEqual([]);
  });

  it('a wrong label ends the run as failed, and names the file and the record', async () => {
    const home = await temporaryHome();
    const folder = await cifarFolder({ label: 11 });
    const { status, output } = await runLab(home, ['run', '--dataset', 'cifar10', '--json'], {
      SIAMESE_LAB_DATA: folder,
    });
    expect(status).toBe(1);
    const run = JSON.parse(output) as Run;
    expect(run.status).toBe('failed');
    expect(run.failure).toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringMatching(/data_batch_3\.bin has the label 11 .*record 42 .*expected a label from 0 to 9/),
    });
    expect(await statusesOf(home)).toEqual(['failed']);
  });

  it('a database from a newer lab is refused and left as it is', async () => {
    const home = await temporaryHome();
    const file = join(home, 'lab.sqlite');
    const newer = new Database(file);
    newer.pragma('user_version = 99');
    newer.close();
    const before = await readFile(file);
    const failure = await refusal(home, ['runs']);
    expect(failure.code).toBe('database-newer');
    expect(failure.message).toMatch(/has version 99; this lab reads versions up to \d+.*Update the lab/);
    expect(await readFile(file)).toEqual(before);
  });

  it('a file that is no database is refused and left as it is', async () => {
    const home = await temporaryHome();
    await writeFile(join(home, 'lab.sqlite'), 'not a database at all');
    expect((await refusal(home, ['runs'])).code).toBe('database-damaged');
    expect(await readFile(join(home, 'lab.sqlite'), 'utf8')).toBe('not a database at all');
  });

  it.each([
    [['frobnicate']],
    [['show', 'first']],
    [['show', '7']],
    [['run', '--colour', 'red']],
    [['datasets', 'burn']],
  ])('%j is refused with a message and without a stack', async (args) => {
    const { status, errors } = await runLab(await temporaryHome(), args);
    expect(status).toBe(1);
    expect(errors).toMatch(/Received|Unknown option/);
    expect(errors).not.toMatch(/\n\s+at /);
  });
});
