// The example of docs/extending/executor.md, used as a person uses it.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import { killWhatRuns, runLab, temporaryHome } from '../integration/lab-process';

const WITH = { SIAMESE_LAB_EXTENSIONS: resolve('test/extending/examples/executor.mjs') };
const RUN = ['run', '--network', 'vanilla', '--dataset', 'shapes', '--epochs', '1', '--fraction', '0.02', '--json'];

afterEach(killWhatRuns);

describe('an executor from outside', () => {
  it('computes a run that the command line shows like any other, and sees all that it tells', async () => {
    const home = await temporaryHome();
    const { status, output, errors } = await runLab(home, [...RUN, '--executor', 'noted'], WITH);
    expect([status, errors]).toEqual([0, expect.any(String)]);
    const run = JSON.parse(output) as { readonly id: number; readonly status: string; readonly accuracy: number };
    expect(run).toMatchObject({ id: 1, status: 'finished', accuracy: expect.any(Number) });
    const shown = await runLab(home, ['show', '1', '--json']);
    expect(JSON.parse(shown.output)).toMatchObject({ id: 1, status: 'finished', accuracy: run.accuracy });
    const lines = (await readFile(join(home, 'runs', '000001', 'events.jsonl'), 'utf8')).trim().split('\n');
    const told = lines.map((line) => JSON.parse(line) as { readonly kind?: string; readonly status?: string });
    expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['loaded', 'epoch', 'evaluation', 'artefact']));
    expect(told.at(-1)).toEqual({ status: 'finished' });
  }, 180_000);

  it('is named where there is none of that name', async () => {
    const home = await temporaryHome();
    const { status, output } = await runLab(home, [...RUN, '--executor', 'noted']);
    expect(status).toBe(1);
    const message = expect.stringMatching(/Received "noted"; expected an executor that the lab knows: local/);
    expect(JSON.parse(output)).toMatchObject({ failure: { code: 'invalid-request', message } });
  });
});
