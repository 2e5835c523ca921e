import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

import { seedRuns } from '../bench/seed-runs';
import { temporaryHome } from './lab-process';

const run = promisify(execFile);
const shell = process.platform === 'win32';

it('npm run lab prints the one JSON object on standard output, and npm adds nothing', async () => {
  const environment = { ...process.env, SIAMESE_LAB_HOME: await temporaryHome() };
  const { stdout } = await run('npm', ['run', 'lab', '--', 'runs', '--json'], { env: environment, shell });
  expect(JSON.parse(stdout)).toEqual({ runs: [], total: 0 });
});

it('npm run lab takes paths from the folder in which it was typed', async () => {
  const home = await temporaryHome();
  seedRuns(home, { runs: 3, epochs: 1, newest: 1_790_000_000_000 });
  const cwd = await mkdtemp(join(tmpdir(), 'siamese-lab-caller-'));
  const lab = ['--prefix', resolve('.'), 'run', 'lab', '--'];
  const options = { env: { ...process.env, SIAMESE_LAB_HOME: home }, shell, cwd };
  await run('npm', [...lab, 'export', '2', '--bundle', 'x.zip'], options);
  expect(existsSync(join(cwd, 'x.zip'))).toBe(true);
  const imported = await run('npm', [...lab, 'import', 'x.zip', '--home', 'other', '--json'], options);
  expect(JSON.parse(imported.stdout)).toMatchObject({ imported: [{ originId: 2 }] });
  expect(existsSync(join(cwd, 'other', 'lab.sqlite'))).toBe(true);
});
