import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { runLab } from './lab-process';

const homes: string[] = [];
function home(): string {
  const folder = mkdtempSync(join(tmpdir(), 'siamese-lab-study-'));
  homes.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of homes) rmSync(folder, { recursive: true, force: true });
});

const json = async <Value>(folder: string, args: readonly string[]): Promise<Value> => {
  const { status, output, errors } = await runLab(folder, [...args, '--json']);
  expect(status, errors).toBe(0);
  return JSON.parse(output) as Value;
};
interface Standing {
  readonly bundleCount: number;
  readonly runIds: readonly number[];
}
interface Deck {
  readonly rows: readonly { readonly row: string; readonly figures: { readonly isStudy: boolean } | null }[];
}

it('is opened into a fresh lab, fills the rows, is marked, is the same when opened twice, and closes without a trace', async () => {
  const folder = home();
  const closed = await json<Standing>(folder, ['study']);
  expect(closed.bundleCount).toBeGreaterThan(0);
  expect(closed.runIds).toEqual([]);

  const open = await json<Standing>(folder, ['study', 'open']);
  expect(open.runIds).toHaveLength(closed.bundleCount);
  const again = await json<Standing>(folder, ['study', 'open']);
  expect(again.runIds).toEqual(open.runIds);

  const { rows } = await json<Deck>(folder, ['compare']);
  expect(rows.find(({ row }) => row === 'C3')?.figures).toMatchObject({ isStudy: true });
  const shown = await json<{ readonly isStudy?: boolean; readonly origin: { readonly machine: string } }>(folder, [
    'show',
    String(open.runIds[0]),
  ]);
  expect(shown.isStudy).toBe(true);
  expect(shown.origin.machine).not.toBe('');

  const end = await json<Standing>(folder, ['study', 'close']);
  expect(end).toEqual(closed);
  expect((await json<{ readonly runs: readonly unknown[] }>(folder, ['runs'])).runs).toEqual([]);
}, 120_000);

it('leaves the runs of a person alone when it is closed', async () => {
  const folder = home();
  const bundle = join(folder, 'mine.zip');
  cpSync('resources/study/C3-seed1.zip', bundle);
  const { status, errors } = await runLab(folder, ['import', bundle]);
  expect(status, errors).toBe(0);
  await json<Standing>(folder, ['study', 'open']);
  await json<Standing>(folder, ['study', 'close']);
  const { runs } = await json<{ readonly runs: readonly { readonly isStudy?: boolean }[] }>(folder, ['runs']);
  expect(runs).toHaveLength(1);
  expect(runs[0]?.isStudy).toBeUndefined();
}, 120_000);

it('refuses what is neither open nor close', async () => {
  const { status, errors } = await runLab(home(), ['study', 'burn']);
  expect(status).toBe(1);
  expect(errors).toContain('expected open or close');
});
