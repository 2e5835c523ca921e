import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { writeReportFolder } from '#main/lab/report/report-folder';
import { temporaryFolder } from '../../datasets/temporary-folder';

const FILES = [
  { path: 'report.html', content: 'a page' },
  { path: 'charts/answer.svg', content: 'a chart' },
];
const nothing = (): Promise<void> => Promise.resolve();

it('writes every file, also into an empty folder that is there', async () => {
  const folder = join(await temporaryFolder(), 'report');
  await mkdir(folder);
  expect(await writeReportFolder(folder, FILES, () => Promise.resolve('finished'))).toBe('finished');
  expect((await readdir(folder, { recursive: true })).sort()).toEqual(['charts', 'charts/answer.svg', 'report.html']);
  expect(await readFile(join(folder, 'charts', 'answer.svg'), 'utf8')).toBe('a chart');
});

it('leaves nothing where it could not be finished', async () => {
  const parent = await temporaryFolder();
  const folder = join(parent, 'report');
  const broken = (): Promise<void> => Promise.reject(new Error('The power is gone.'));
  await expect(writeReportFolder(folder, FILES, broken)).rejects.toThrow('The power is gone.');
  expect(await readdir(parent)).toEqual([]);
});

it('refuses a folder that holds something, a file, and one that came to hold something meanwhile', async () => {
  const parent = await temporaryFolder();
  const folder = join(parent, 'report');
  await writeFile(folder, 'mine');
  await expect(writeReportFolder(folder, FILES, nothing)).rejects.toMatchObject({ code: 'file-not-written' });
  expect(await readFile(folder, 'utf8')).toBe('mine');
  const other = join(parent, 'other');
  const meanwhile = async (): Promise<void> => {
    await mkdir(other);
    await writeFile(join(other, 'thesis.txt'), 'mine');
  };
  await expect(writeReportFolder(other, FILES, meanwhile)).rejects.toMatchObject({ code: 'file-not-written' });
  expect(await readdir(other)).toEqual(['thesis.txt']);
});

it('says by its name where it could not be written', async () => {
  const folder = join(await temporaryFolder(), 'gone', 'report');
  await expect(writeReportFolder(folder, FILES, nothing)).rejects.toThrow(`${folder} could not be written`);
});
