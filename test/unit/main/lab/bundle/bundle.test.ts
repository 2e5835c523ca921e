import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { textToStore } from '#shared/experiment/stored-spec';
import { evaluationsOf, insertEvaluation } from '#main/database/evaluations';
import { findRun } from '#main/database/runs';
import { SERIES_METRICS, SERIES_SPLITS } from '#shared/runs/run';
import { evaluationOf, type Evaluation } from '#shared/runs/evaluation';
import { classificationMetrics } from '#shared/metrics/classification';

import { specOf } from '../../database/spec';
import { makeZip } from '../../datasets/zip-samples';
import { finish, NEWER, storeDesign } from '../../database/unknown-designs';
import { createBundleLab, membersOf, replaceMember, type BundleLab } from './labs';

const seconds = fc.integer({ min: 1, max: 4_000_000_000_000 });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const runs = fc.record({
  fraction: fc.double({ min: 0.001, max: 1, noNaN: true }),
  end: fc.constantFrom('finished', 'cancelled', 'failed'),
  reason: fc.string({ unit: 'grapheme', maxLength: 40 }),
  note: fc.string({ unit: 'grapheme', maxLength: 200 }),
  name: fc.constantFrom('', 'Few images', 'Żółta łódź'),
  tags: fc.array(fc.stringMatching(/^[a-ząęł<>&"']{1,12}$/), { maxLength: 3 }),
  series: fc.array(
    fc.record({
      split: fc.constantFrom(...SERIES_SPLITS),
      metric: fc.constantFrom(...SERIES_METRICS),
      epoch: fc.integer({ min: 1, max: 1000 }),
      value: finite,
    }),
    { maxLength: 20 },
  ),
  diagonal: fc.option(fc.array(fc.nat(1000), { minLength: 10, maxLength: 10 })),
  loss: finite,
  weights: fc.uint8Array({ maxLength: 300 }),
});
type Drawn = typeof runs extends fc.Arbitrary<infer Value> ? Value : never;

/** Runs one experiment with a seed for each of the drawn runs. */
function fill({ recorder, addFile }: BundleLab, drawn: readonly Drawn[]): readonly number[] {
  const spec = specOf({ fraction: drawn[0]?.fraction ?? 1, seeds: drawn.map((_, index) => index + 1) });
  const { runIds } = recorder.queueExperiment(spec, 'me');
  drawn.forEach((run, index) => {
    const id = runIds[index] ?? 0;
    recorder.claim(id, 'me');
    recorder.record(id, { kind: 'epoch', points: run.series });
    if (run.diagonal !== null) {
      const confusion = run.diagonal.map(
        (count, row) => run.diagonal?.map((_, column) => (row === column ? count : 1)) ?? [],
      );
      const metrics = classificationMetrics(confusion);
      const evaluation = evaluationOf('single', {
        task: 'classification',
        loss: run.loss,
        metrics,
        discrimination: null,
      });
      recorder.record(id, { kind: 'evaluation', evaluation });
    }
    addFile(id, 'weights', run.weights);
    const failure = { code: 'internal', message: run.reason } as const;
    recorder.end(id, run.end === 'failed' ? { status: 'failed', failure } : { status: run.end as 'finished' });
    recorder.tag([id], { add: run.tags, remove: [] });
    recorder.note(id, run.note);
    if (run.name !== '') recorder.name(id, run.name);
  });
  return runIds;
}

const ONE: Drawn = {
  fraction: 1,
  end: 'finished',
  reason: '',
  note: 'the best',
  name: 'Few images',
  tags: ['baseline'],
  series: [{ split: 'train', metric: 'loss', epoch: 1, value: 0.5 }],
  diagonal: [9, 9, 9, 9, 9, 9, 9, 9, 9, 9],
  loss: 1.5,
  weights: Uint8Array.of(1, 2, 3),
};

describe('a bundle', () => {
  it('that is exported, imported and exported again has the same contents', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(runs, { minLength: 1, maxLength: 3 }),
        seconds,
        fc.boolean(),
        async (drawn, now, withWeights) => {
          const [here, there] = [await createBundleLab(now), await createBundleLab(now + 1)];
          const first = await here.exportTo('first.zip', fill(here, drawn), withWeights);
          const { imported, known } = await there.importFrom(first);
          expect([imported.length, known.length]).toEqual([drawn.length, 0]);
          const second = await there.exportTo(
            'second.zip',
            imported.map(({ id }) => id),
            withWeights,
          );
          const [before, after] = [await membersOf(first), await membersOf(second)];
          const manifests = [before, after].map(
            (members) => JSON.parse(String(members.get('manifest.json'))) as { runs: unknown; members: unknown },
          );
          expect(manifests[1]?.runs).toEqual(manifests[0]?.runs);
          expect(manifests[1]?.members).toEqual(manifests[0]?.members);
          expect([...after.keys()]).toEqual([...before.keys()]);
          for (const [name, content] of before)
            if (name !== 'manifest.json') expect(after.get(name), name).toEqual(content);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('that is imported twice is recognised, also by the lab that exported it', async () => {
    const [here, there] = [await createBundleLab(1000), await createBundleLab(2000)];
    const file = await here.exportTo('runs.zip', fill(here, [ONE, ONE]));
    fill(there, [{ ...ONE, fraction: 0.5 }]);
    const first = await there.importFrom(file);
    const machine = hostname();
    expect(first.imported).toEqual([
      { id: 2, machine, originId: 1 },
      { id: 3, machine, originId: 2 },
    ]);
    expect(findRun(there.database, 3)).toMatchObject({
      origin: { machine, runId: 2, importedAt: 2000 },
      status: 'finished',
      tags: ['baseline'],
      queuedAt: 1000,
    });
    expect(await there.importFrom(file)).toEqual({ imported: [], known: first.imported });
    expect((await here.importFrom(file)).known.map(({ id }) => id)).toEqual([1, 2]);
    expect(await readdir(join(there.home, 'runs'))).toEqual(['000001', '000002', '000003']);
    expect(await readFile(join(there.home, 'runs', '000003', 'weights.safetensors'))).toEqual(Buffer.of(1, 2, 3));
  });

  it('of a design that is not understood keeps its very text, there and back, with the figures', async () => {
    const [here, there] = [await createBundleLab(1000), await createBundleLab(2000)];
    const id = storeDesign(here.database, NEWER);
    finish(here.database, id);
    const file = await here.exportTo('strange.zip', [id]);
    const { imported } = await there.importFrom(file);
    const run = findRun(there.database, imported[0]?.id ?? 0);
    expect(run === undefined ? '' : textToStore(run.spec)).toBe(NEWER);
    expect(run).toMatchObject({ figures: { accuracy: 0.75 }, status: 'finished', experimentTitle: 'strange' });
    expect((await here.importFrom(file)).known.map((known) => known.id)).toEqual([id]);
  });

  it('carries what an extension has counted to a lab that does not know it', async () => {
    const [here, there] = [await createBundleLab(1000), await createBundleLab(2000)];
    const [id = 0] = fill(here, [ONE]);
    const evaluation: Evaluation = {
      task: 'other',
      protocol: 'of-an-extension',
      counts: { kind: 'hits', hits: [1, 2] },
      figures: { 'hit-rate': 1 / 3 },
    };
    insertEvaluation(here.database, id, evaluation);
    const { imported } = await there.importFrom(await here.exportTo('other.zip', [id]));
    expect(evaluationsOf(there.database, imported[0]?.id ?? 0)).toContainEqual(evaluation);
  });

  it('of a design that cannot even be kept is refused in plain words', async () => {
    const [here, there] = [await createBundleLab(1000), await createBundleLab(2000)];
    const id = storeDesign(here.database, NEWER);
    finish(here.database, id);
    const file = await here.exportTo('broken.zip', [id]);
    const design = { title: 'broken', createdAt: 1, stored: '{"dataset":' };
    await replaceMember(file, 'experiments/1.json', JSON.stringify(design));
    await expect(there.importFrom(file)).rejects.toThrow(/not one that can be kept .*is no JSON.*Nothing was changed/u);
  });

  it.each([
    ['is no JSON', '{"dataset":', /no lab could take in its design.*is no JSON.*Nothing was exported/u],
    [
      'is too large',
      JSON.stringify({ dataset: 'x'.repeat(2 ** 20) }),
      /would have 1,\d{3},\d{3} bytes.*takes in 1,048,576 at most/u,
    ],
  ])('is not written where a design %s, as no lab would take it in', async (_, stored, message) => {
    const here = await createBundleLab(1000);
    const id = storeDesign(here.database, stored);
    finish(here.database, id);
    await expect(here.exportTo('strange.zip', [id])).rejects.toThrow(message);
    expect(await readdir(here.home)).not.toContain('strange.zip');
  });

  it('leaves nothing behind where a folder is in the way, and overwrites nothing', async () => {
    const [here, there] = [await createBundleLab(1000), await createBundleLab(2000)];
    const file = await here.exportTo('runs.zip', fill(here, [ONE, ONE]));
    await mkdir(join(there.home, 'runs', '000002'));
    await expect(there.importFrom(file)).rejects.toThrow('is there already');
    expect(findRun(there.database, 1)).toBeUndefined();
    expect(await readdir(join(there.home, 'runs'))).toEqual(['000002']);
    expect(await readdir(join(there.home, 'imports'))).toEqual([]);
  });

  it('is not made of a run that has not ended, nor of a file that is not as the run wrote it', async () => {
    const here = await createBundleLab(1000);
    here.recorder.queueExperiment(specOf(), 'me');
    await expect(here.exportTo('queued.zip', [1])).rejects.toMatchObject({ code: 'run-active' });
    const [id = 0] = fill(here, [ONE]);
    await truncate(join(here.home, 'runs', '000002', 'weights.safetensors'), 1);
    await expect(here.exportTo('damaged.zip', [id])).rejects.toMatchObject({ code: 'artefact-damaged' });
    expect(existsSync(join(here.home, 'damaged.zip'))).toBe(false);
    await here.exportTo('without.zip', [id], false);
  });

  const wicked = async (change: (members: Map<string, Buffer>) => void): Promise<unknown> => {
    const [here, there] = [await createBundleLab(1000), await createBundleLab(2000)];
    const members = new Map(await membersOf(await here.exportTo('runs.zip', fill(here, [ONE]))));
    change(members);
    const file = join(here.home, 'wicked.zip');
    await writeFile(file, makeZip([...members].map(([path, body]) => ({ path, body }))));
    const outcome: unknown = await there.importFrom(file).catch((error: unknown) => error);
    expect(findRun(there.database, 1)).toBeUndefined();
    expect(await readdir(join(there.home, 'runs'))).toEqual([]);
    return outcome;
  };
  const replace = (members: Map<string, Buffer>, name: string, from: string, to: string): void => {
    members.set(name, Buffer.from(String(members.get(name)).replace(from, to)));
  };

  it.each<[string, (members: Map<string, Buffer>) => void, string]>([
    ['a changed byte', (members) => members.set('runs/1/weights.safetensors', Buffer.of(1, 2, 4)), 'has the sha256'],
    ['a member of another size', (members) => members.set('runs/1/weights.safetensors', Buffer.of(1)), 'has 1 bytes'],
    ['a member too many', (members) => members.set('runs/1/more.exe', Buffer.of(1)), 'runs/1/more.exe'],
    [
      'a name that climbs out',
      (members) => members.set('runs/../../weights.safetensors', Buffer.of(1)),
      'that points out of the archive',
    ],
    ['a member that is missing', (members) => members.delete('runs/1/log.json'), 'runs/1/log.json'],
    ['no manifest', (members) => members.delete('manifest.json'), 'manifest.json'],
    [
      'a newer format',
      (members) => replace(members, 'manifest.json', '"version": 2', '"version": 3'),
      'a newer lab has written',
    ],
    ['a manifest that is no JSON', (members) => members.set('manifest.json', Buffer.from('{')), 'is no JSON'],
  ])('with %s is refused, and nothing is changed', async (_, change, says) => {
    const outcome = await wicked(change);
    expect(outcome).toMatchObject({ code: 'invalid-bundle' });
    expect(String(outcome)).toMatch(new RegExp(says));
  });
});
