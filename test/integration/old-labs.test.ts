// What the lab wrote at commit 47ef40f (test/fixtures/lab-47ef40f) is opened, shown, exported, imported and trained on.
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import Database from 'better-sqlite3';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { killWhatRuns, runLab, temporaryHome } from './lab-process';

const FIXTURE = resolve('test/fixtures/lab-47ef40f');
const VANILLA = 1;
const DISCRIMINATION = 2;
const CANCELLED = 3;

interface ShownEvaluation {
  readonly protocol: string;
  readonly loss: number;
  readonly metrics: { readonly count: number };
}

interface ShownRun {
  readonly id: number;
  readonly status: string;
  readonly seed: number;
  readonly accuracy: number | null;
  readonly epochsDone: number;
  readonly tags: readonly string[];
  readonly note: string;
  readonly checkpoint: { readonly epoch: number; readonly batch: number } | null;
  readonly facts: { readonly machine: { readonly code: string } };
  readonly origin: { readonly machine: string; readonly runId: number } | null;
  readonly evaluations: readonly ShownEvaluation[];
  readonly artefacts: readonly { readonly kind: string; readonly bytes: number }[];
  readonly series: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

/** The object that a command prints with `--json`; a command that fails fails the test with what it said. */
async function ask<Answer>(home: string, ...args: readonly string[]): Promise<Answer> {
  const { status, output, errors } = await runLab(home, [...args, '--json']);
  expect([status, errors]).toEqual([0, expect.any(String)]);
  return JSON.parse(output) as Answer;
}

const show = (home: string, id: number) => ask<ShownRun>(home, 'show', String(id));

/** What the run's log says of where its training went on. */
function restoredFrom(home: string, id: number): readonly unknown[] {
  const database = new Database(join(home, 'lab.sqlite'), { readonly: true });
  const events = database.prepare<[number], string>('SELECT event FROM log WHERE run_id = ? ORDER BY line').pluck();
  const all = events.all(id).map((event) => JSON.parse(event) as { readonly kind: string });
  database.close();
  return all.filter(({ kind }) => kind === 'restored');
}

/** A copy, as the lab writes into its folder as soon as it opens it. */
async function oldHome(): Promise<string> {
  const home = await temporaryHome();
  await cp(join(FIXTURE, 'home'), home, { recursive: true });
  return home;
}

afterEach(killWhatRuns);

describe('the folder of a lab of commit 47ef40f', () => {
  let home: string;
  beforeAll(async () => {
    home = await oldHome();
  });

  it('lists its runs, with tags and notes, and finds them by both', async () => {
    const { runs } = await ask<{ readonly runs: readonly ShownRun[] }>(home, 'runs');
    expect(runs.map(({ id, status, epochsDone }) => [id, status, epochsDone])).toEqual([
      [CANCELLED, 'cancelled', 1],
      [DISCRIMINATION, 'finished', 2],
      [VANILLA, 'finished', 3],
    ]);
    for (const word of ['baseline', 'First run']) {
      const found = await ask<{ readonly runs: readonly ShownRun[] }>(home, 'runs', '--search', word);
      expect(found.runs.map(({ id }) => id)).toEqual([VANILLA]);
    }
  });

  it('shows a classifier with its series, figures and files', async () => {
    const run = await show(home, VANILLA);
    expect(run).toMatchObject({
      accuracy: 0.107,
      tags: ['baseline', 'shapes'],
      note: 'First run of the fixture.',
      // its lab did not keep them
      datasetFacts: { name: 'shapes', imageShape: [32, 32, 3], trainCount: 5000 },
      facts: { machine: { code: '0.1.0+47ef40f' } },
      evaluations: [{ protocol: 'single', loss: 2.309601583480835, metrics: { count: 1000, accuracy: 0.107 } }],
    });
    expect(run.series['train']?.['loss']).toHaveLength(3);
    expect(run.series['test']?.['accuracy']).toHaveLength(3);
    expect(run.artefacts.map(({ kind, bytes }) => [kind, bytes])).toEqual([
      ['predictions', 42_792],
      ['weights', 9456],
    ]);
  });

  it('shows a network that tells same from different, by each protocol', async () => {
    const run = await show(home, DISCRIMINATION);
    expect(run.evaluations).toMatchObject([
      { protocol: 'rotations', metrics: { count: 10_000, mean: { accuracy: 0.9028, floorAccuracy: 0.9028 } } },
      { protocol: 'random-permutation', metrics: { count: 1000, mean: { accuracy: 0.906 } } },
    ]);
    expect(run.artefacts.map(({ kind }) => kind)).toEqual(['scores', 'weights']);
  });

  it('compares its runs, and prints each as a table for people', async () => {
    const { status, output } = await runLab(home, ['compare', '--runs', '1,2', '--format', 'md']);
    expect([status, output]).toEqual([0, expect.stringContaining('0.1070')]);
    for (const id of [VANILLA, DISCRIMINATION, CANCELLED]) {
      expect((await runLab(home, ['show', String(id)])).output).toContain('0.1.0+47ef40f');
    }
  });

  it('exports a run as a bundle that another lab takes', async () => {
    const bundle = join(home, 'new.zip');
    await ask(home, 'export', String(VANILLA), '--bundle', bundle);
    const other = await temporaryHome();
    expect(await ask(other, 'import', bundle)).toMatchObject({ imported: [{ originId: VANILLA }] });
    const [old, taken] = [await show(home, VANILLA), await show(other, 1)];
    expect([taken.series, taken.evaluations, taken.tags]).toEqual([old.series, old.evaluations, old.tags]);
  });
});

describe('what a lab of commit 47ef40f has exported', () => {
  it.each([
    ['with-weights.zip', VANILLA, ['predictions', 'weights']],
    ['without-weights.zip', DISCRIMINATION, ['scores']],
  ])('%s is imported', async (file, originId, kinds) => {
    const home = await temporaryHome();
    expect(await ask(home, 'import', join(FIXTURE, 'bundles', file))).toMatchObject({ imported: [{ originId }] });
    const [taken, old] = [await show(home, 1), await show(await oldHome(), originId)];
    expect(taken.origin).toMatchObject({ machine: 'example-host', runId: originId });
    expect(taken.artefacts.map(({ kind }) => kind)).toEqual(kinds);
    expect([taken.series, taken.evaluations, taken.facts]).toEqual([old.series, old.evaluations, old.facts]);
  });

  it('is a design that trains', async () => {
    const design = join(FIXTURE, 'design-siamese-vanilla-shapes.json');
    const run = await ask<ShownRun>(await temporaryHome(), 'run', '--design', design);
    expect(run).toMatchObject({ status: 'finished', seed: 7, epochsDone: 1 });
    expect(run.evaluations.map(({ protocol }) => protocol)).toEqual([
      'duplicates',
      'class-matched',
      'tower-a',
      'tower-b',
    ]);
  }, 120_000);
});

describe('a run that a lab of commit 47ef40f has left unfinished', () => {
  it('goes on from its checkpoint to its end', async () => {
    const home = await oldHome();
    const before = await show(home, CANCELLED);
    expect(before.checkpoint).toEqual({ epoch: 2, batch: 5 });
    await ask(home, 'resume', String(CANCELLED));
    const after = await show(home, CANCELLED);
    expect(after).toMatchObject({ status: 'finished', epochsDone: 4, checkpoint: null });
    expect(restoredFrom(home, CANCELLED)).toEqual([{ kind: 'restored', epoch: 2, batch: 5 }]);
    expect(after.evaluations).toHaveLength(4);
    for (const [split, metrics] of Object.entries(before.series)) {
      for (const [metric, values] of Object.entries(metrics)) {
        expect(after.series[split]?.[metric]?.slice(0, 1)).toEqual(values);
      }
    }
    expect(after.series['validation']?.['loss']).toHaveLength(4);
  }, 120_000);
});
