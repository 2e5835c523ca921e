import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

import { temporaryHome } from './lab-process';

const run = promisify(execFile);

it('npm run lab prints the one JSON object on standard output, and npm adds nothing', async () => {
  const environment = { ...process.env, SIAMESE_LAB_HOME: await temporaryHome() };
  const shell = process.platform === 'win32';
  const { stdout } = await run('npm', ['run', 'lab', '--', 'runs', '--json'], { env: environment, shell });
  expect(JSON.parse(stdout)).toEqual({ runs: [], total: 0 });
});
