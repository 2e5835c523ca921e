import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterEach, describe, expect, it } from 'vitest';

import type { RunPage } from '#shared/contract/ipc';
import type { Run } from '#shared/runs/run';
import { storedValue } from '#shared/experiment/stored-spec';

import { seedRuns } from '../bench/seed-runs';
import { killWhatRuns, runLab, startLab, temporaryHome } from './lab-process';

interface RunJson extends Run {
  readonly series: Record<string, Record<string, number[]>>;
  readonly accuracy: number | null;
  readonly macroF1: number | null;
  readonly f1OfSame: number | null;
}

const SMALL = ['run', '--dataset', 'shapes', '--fraction', '0.1', '--batch', '100', '--epochs', '2'];

async function runsOf(home: string): Promise<RunPage> {
  const { status, output } = await runLab(home, ['runs', '--json']);
  expect(status, output).toBe(0);
  return JSON.parse(output) as RunPage;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await wait(200);
}

afterEach(killWhatRuns);

describe('the command line', () => {
  it('trains, prints one JSON object, and keeps the run', async () => {
    const home = await temporaryHome();
    const { status, output } = await runLab(home, [...SMALL, '--json']);
    expect(status).toBe(0);
    const run = JSON.parse(output) as RunJson;
    expect(run).toMatchObject({
      id: 1,
      status: 'finished',
      seed: 1,
      epochsDone: 2,
      facts: { parameterCount: 79_274, trainCount: 500, testCount: 1000 },
      artefacts: [{ kind: 'predictions' }, { kind: 'weights' }],
    });
    expect(run.evaluations[0]).toMatchObject({ metrics: { count: 1000 } });
    expect(run.series['test']?.['accuracy']).toHaveLength(2);
    expect(run.series['test']?.['accuracy']?.at(-1)).toBeCloseTo(run.accuracy ?? Number.NaN, 12);

    const shown = await runLab(home, ['show', '1']);
    expect(shown.status).toBe(0);
    expect(shown.output).toContain(`accuracy ${run.accuracy?.toFixed(4)}`);
    expect((await runsOf(home)).total).toBe(1);
  });

  it('gives the same series and the same weights for the same seed', async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => JSON.parse((await runLab(await temporaryHome(), [...SMALL, '--json'])).output) as RunJson),
    );
    const [first, second] = runs;
    expect(first?.series['train']).toEqual(second?.series['train']);
    expect(first?.series['test']).toEqual(second?.series['test']);
    expect(first?.evaluations).toEqual(second?.evaluations);
    // the file also names the run, which is 1 in both homes
    expect(first?.artefacts).toEqual(second?.artefacts);
  });

  it('holds no more tensors after one epoch than after another, and reports its resident size', async () => {
    const { output } = await runLab(await temporaryHome(), [...SMALL.slice(0, -1), '4', '--json']);
    const { series } = JSON.parse(output) as RunJson;
    expect(new Set(series['process']?.['tensors']).size).toBe(1);
    expect(series['process']?.['residentBytes']?.every((bytes) => bytes > 1e7)).toBe(true);
  });

  it('runs several seeds one after the other', async () => {
    const home = await temporaryHome();
    const { status, output } = await runLab(home, [...SMALL.slice(0, -1), '1', '--seed', '3', '--seed', '4', '--json']);
    expect(status).toBe(0);
    const { runs } = JSON.parse(output) as { readonly runs: readonly RunJson[] };
    expect(runs.map(({ seed }) => seed)).toEqual([3, 4]);
    expect(runs[0]?.experimentId).toBe(runs[1]?.experimentId);
    expect(runs[1]?.startedAt ?? 0).toBeGreaterThanOrEqual(runs[0]?.endedAt ?? Number.POSITIVE_INFINITY);
  });

  it('trains a siamese network on pairs, evaluates it whole and in halves, and repeats itself exactly', async () => {
    const args = ['run', '--network', 'siamese-vanilla', '--permutations', '1', '--fraction', '0.1', '--batch', '100'];
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const { status, output } = await runLab(await temporaryHome(), [
          ...args,
          '--epochs',
          '1',
          '--redraw',
          '--json',
        ]);
        expect(status).toBe(0);
        return JSON.parse(output) as RunJson;
      }),
    );
    const [first, second] = runs;
    expect(first).toMatchObject({ facts: { parameterCount: 158_538, trainCount: 500 } });
    expect(first?.evaluations.map(({ protocol }) => protocol)).toEqual([
      'duplicates',
      'class-matched',
      'tower-a',
      'tower-b',
    ]);
    const [main] = first?.evaluations ?? [];
    if (main?.task !== 'classification') throw new Error('Duplicates are told by class.');
    expect(main.discrimination?.perRotation).toHaveLength(10);
    expect(first?.accuracy).toBe(main.metrics.accuracy);
    expect([second?.series['train'], second?.evaluations]).toEqual([first?.series['train'], first?.evaluations]);
  });

  it.each(['C1', 'C2', 'C3', 'C4', 'C5', 'C6'])('trains row %s, cut short, to a stored evaluation', async (row) => {
    const home = await temporaryHome();
    const args = ['run', '--row', row, '--dataset', 'shapes', '--fraction', '0.02', '--epochs', '1', '--json'];
    const { status, output } = await runLab(home, args);
    expect(status).toBe(0);
    expect((JSON.parse(output) as RunJson).evaluations[0]).toMatchObject({ metrics: { count: 1000 } });
    // other images than the row's: whatever came out does not stand for it
    const compared = await runLab(home, ['compare', '--rows', row, '--format', 'md']);
    expect(compared.output).toContain('not run');
  });

  it('trains row D3, cut short, to a stored evaluation by its own output', async () => {
    const home = await temporaryHome();
    const args = ['run', '--row', 'D3', '--dataset', 'shapes', '--fraction', '0.02', '--epochs', '1', '--json'];
    const { status, output } = await runLab(home, args);
    expect(status, output).toBe(0);
    const run = JSON.parse(output) as RunJson;
    expect(run).toMatchObject({
      facts: { parameterCount: 113_953, trainCount: 100 },
      artefacts: [{ kind: 'scores' }, { kind: 'weights' }],
      evaluations: [
        {
          task: 'discrimination',
          protocol: 'rotations',
          threshold: { kind: 'fixed', value: 0.5 },
          metrics: { count: 10_000 },
        },
        { task: 'discrimination', protocol: 'random-permutation', metrics: { count: 1000 } },
      ],
    });
    expect(run.series['test']?.['accuracy']).toHaveLength(1);
    const shown = await runLab(home, ['show', '1']);
    expect(shown.output).toContain(`F1 of same ${run.f1OfSame?.toFixed(4)}`);
    expect((await runLab(home, ['compare', '--rows', 'D3'])).output).toContain('not run');
  });

  it('trains the joint network for both of its outputs, and tests its task first', async () => {
    const args = ['run', '--network', 'joint', '--task', 'discrimination', '--pairing', 'balanced', '--no-redraw'];
    const home = await temporaryHome();
    const { status, output } = await runLab(home, [...args, '--fraction', '0.02', '--epochs', '1', '--json']);
    expect(status, output).toBe(0);
    const run = JSON.parse(output) as RunJson;
    expect(storedValue(run.spec)).toHaveProperty('pairing', { kind: 'balanced', redraw: false });
    expect(run.evaluations.map(({ task, protocol }) => [task, protocol])).toEqual([
      ['discrimination', 'rotations'],
      ['discrimination', 'random-permutation'],
      ['classification', 'duplicates'],
      ['classification', 'class-matched'],
      ['classification', 'tower-a'],
      ['classification', 'tower-b'],
    ]);
    expect(run.artefacts.map(({ kind }) => kind)).toEqual(['predictions', 'scores', 'weights']);
    expect([run.macroF1, run.accuracy]).toEqual([
      null,
      run.evaluations[0]?.task === 'discrimination' ? run.evaluations[0].metrics.mean.accuracy : undefined,
    ]);
  });

  it('waits while another program trains on the same database', async () => {
    const home = await temporaryHome();
    const ended = await Promise.all([runLab(home, [...SMALL, '--json']), runLab(home, [...SMALL, '--json'])]);
    expect(ended.map(({ status }) => status)).toEqual([0, 0]);
    const [first, second] = ended
      .map(({ output }) => JSON.parse(output) as RunJson)
      .toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
    expect(second?.startedAt ?? 0).toBeGreaterThanOrEqual(first?.endedAt ?? Number.POSITIVE_INFINITY);
  });

  it('cancels in good order when it is interrupted, and does not exit with 0', async () => {
    const home = await temporaryHome();
    const { child, ended } = startLab(home, ['run', '--dataset', 'shapes', '--epochs', '500']);
    await until(async () => (await runsOf(home)).runs[0]?.status === 'running');
    child.kill('SIGINT');
    expect((await ended).status).toBe(1);
    expect((await runsOf(home)).runs[0]?.status).toBe('cancelled');
  });

  it('leaves no run "running" when it is killed: the next look finds it interrupted', async () => {
    const home = await temporaryHome();
    const { child, ended } = startLab(home, ['run', '--dataset', 'shapes', '--epochs', '500']);
    await until(async () => (await runsOf(home)).runs[0]?.status === 'running');
    child.kill('SIGKILL');
    await ended;
    // its training process outlives it for as long as it takes to keep how far it is
    await until(async () => (await runsOf(home)).runs[0]?.status !== 'running');
    const [run] = (await runsOf(home)).runs;
    expect(run?.status).toBe('interrupted');
    expect(run?.failure?.message).toContain('ended before the run did');
  });
});

describe('the list of runs on the command line', () => {
  it('is filtered and sorted, as a table, as JSON and as CSV', async () => {
    const home = await temporaryHome();
    seedRuns(home, { runs: 60, epochs: 2, newest: 1_790_000_000_000 });
    const best = await runLab(home, ['runs', '--status', 'finished', '--sort', 'accuracy', '--limit', '5', '--json']);
    const { runs, total } = JSON.parse(best.output) as RunPage;
    const accuracies = runs.map(({ figures }) => figures['accuracy'] ?? Number.NaN);
    expect(accuracies).toEqual(accuracies.toSorted((a, b) => b - a));
    expect(total).toBeGreaterThan(40);
    const csv = await runLab(home, ['runs', '--status', 'finished', '--sort', 'accuracy:asc', '--csv']);
    const lines = csv.output.trimEnd().split('\r\n');
    expect(lines).toHaveLength(total + 1);
    expect(Number(lines.at(-1)?.split(',')[0])).toBe(runs[0]?.id);
    const refused = await runLab(home, ['runs', '--status', 'done', '--sort', 'accuracy']);
    expect([refused.status, refused.errors]).toEqual([1, expect.stringContaining('--status: Received "done"')]);
  });

  it('can be tagged, noted, archived, and deleted with the files', async () => {
    const home = await temporaryHome();
    seedRuns(home, { runs: 10, epochs: 2, newest: 1_790_000_000_000 });
    await mkdir(join(home, 'runs', '000002'), { recursive: true });
    await runLab(home, ['tag', '2', 'paper', 'best of five']);
    await runLab(home, ['note', '2', 'Look again.']);
    const found = JSON.parse((await runLab(home, ['runs', '--tag', 'paper', '--json'])).output) as RunPage;
    expect(found.runs.map(({ id, tags, note }) => [id, tags, note])).toEqual([
      [2, expect.arrayContaining(['best of five', 'paper']), 'Look again.'],
    ]);
    await runLab(home, ['archive', '2', '3']);
    expect(JSON.parse((await runLab(home, ['runs', '--search', 'look', '--json'])).output)).toMatchObject({ total: 0 });
    await runLab(home, ['archive', '2', '--undo']);
    expect((await runLab(home, ['delete', '2'])).status).toBe(0);
    expect(existsSync(join(home, 'runs', '000002'))).toBe(false);
    const gone = await runLab(home, ['show', '2']);
    expect([gone.status, gone.errors]).toEqual([1, expect.stringContaining('Run 2 was deleted for good.')]);
  });
});
