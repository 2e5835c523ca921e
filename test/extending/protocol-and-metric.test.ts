// The examples of docs/extending/protocol.md and metric.md, used as a person uses them.
import { delimiter, join, resolve } from 'node:path';

import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { killWhatRuns, runLab, temporaryHome } from '../integration/lab-process';

const example = (name: string): string => resolve('test/extending/examples', name);
const WITH = { SIAMESE_LAB_EXTENSIONS: [example('toy-protocol.mjs'), example('toy-metric.mjs')].join(delimiter) };
const WITHOUT = { SIAMESE_LAB_EXTENSIONS: '' };

interface Shown {
  readonly status: string;
  readonly accuracy: number | null;
  readonly figures: Readonly<Record<string, number>>;
  readonly spec: { readonly protocols?: readonly string[]; readonly isUnknown?: boolean };
  readonly evaluations: readonly {
    readonly protocol: string;
    readonly figures: Readonly<Record<string, number>>;
    readonly counts?: { readonly kind: string; readonly bins: readonly { readonly answers: number }[] };
    readonly metrics?: { readonly perClass: readonly { readonly recall: number }[] };
  }[];
}

async function ask<Answer>(home: string, environment: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Answer> {
  const { status, output, errors } = await runLab(home, [...args, '--json'], environment);
  expect([status, errors]).toEqual([0, expect.any(String)]);
  return JSON.parse(output) as Answer;
}

afterEach(killWhatRuns);

describe('a protocol and a metric from outside', () => {
  let home: string;
  let run: Shown;
  beforeAll(async () => {
    home = await temporaryHome();
    const args = ['--dataset', 'shapes', '--fraction', '0.1', '--batch', '100', '--epochs', '2'];
    run = await ask<Shown>(home, WITH, 'run', ...args, '--protocols', 'toy-calibration,single');
  }, 120_000);

  it('are worked out on the built-in images: the protocol from counts of its own, the metric from those of the lab', () => {
    expect(run).toMatchObject({ status: 'finished', accuracy: null });
    expect(run.figures).toEqual({ 'toy-calibration-error': expect.closeTo(0.3, 0) });
    const [calibration, single] = run.evaluations;
    expect(calibration).toMatchObject({ protocol: 'toy-calibration', counts: { kind: 'toy-calibration-bins' } });
    expect(calibration?.counts?.bins.reduce((sum, { answers }) => sum + answers, 0)).toBe(1000);
    const recalls = single?.metrics?.perClass.map(({ recall }) => recall) ?? [];
    expect(single?.figures['toy-worst-recall']).toBe(Math.min(...recalls));
  });

  it('are shown, sorted and filtered by', async () => {
    const { output } = await runLab(home, ['show', '1'], WITH);
    expect(output).toMatch(/^Protocol toy-calibration: each test image once, counted by how sure the network is$/m);
    expect(output).toMatch(/^expected calibration error 0\.\d{4}$/m);
    expect(output).toMatch(/^recall of the worst class [01]\.\d{4}$/m);
    for (const environment of [WITH, WITHOUT]) {
      const list = (...args: readonly string[]) =>
        ask<{ readonly runs: readonly Shown[]; readonly total: number }>(home, environment, 'runs', ...args);
      const { runs } = await list('--sort', 'toy-calibration-error');
      expect(runs[0]?.figures).toEqual(run.figures);
      expect((await list('--figure', 'toy-calibration-error>=0')).total).toBe(1);
      expect((await list('--figure', 'toy-calibration-error>=1')).total).toBe(0);
    }
  });

  it('leave figures that are kept and shown without them', async () => {
    const shown = await ask<Shown>(home, WITHOUT, 'show', '1');
    expect(shown.spec.isUnknown).toBe(true);
    expect(shown.evaluations).toEqual(run.evaluations);
    const { output } = await runLab(home, ['show', '1'], WITHOUT);
    expect(output).toMatch(/^Protocol toy-calibration: not known to this lab\ntoy-calibration-error 0\.\d{4}$/m);
  });

  it('travel in a bundle to a lab without them', async () => {
    const bundle = join(home, 'toy.zip');
    await ask(home, WITHOUT, 'export', '1', '--bundle', bundle);
    const other = await temporaryHome();
    await ask(other, WITHOUT, 'import', bundle);
    const imported = await ask<Shown>(other, WITHOUT, 'show', '1');
    expect([imported.figures, imported.evaluations]).toEqual([run.figures, run.evaluations]);
  });

  it('a metric that comes later is worked out for the runs that are there', async () => {
    const later = await temporaryHome();
    const args = ['--dataset', 'shapes', '--fraction', '0.02', '--epochs', '1'];
    const before = await ask<Shown>(later, WITHOUT, 'run', ...args);
    expect(before.figures).not.toHaveProperty('toy-worst-recall');
    const { runs } = await ask<{ readonly runs: readonly Shown[] }>(later, WITH, 'runs');
    expect(runs[0]?.figures).toHaveProperty('toy-worst-recall');
  });
});
