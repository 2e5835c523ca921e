import fc from 'fast-check';
import { expect, it } from 'vitest';

import { evaluationsOf, unreadEvaluationsOf } from '#main/database/evaluations';
import { logOf } from '#main/database/log';
import { openMemoryDatabase } from '#main/database/open';
import { pageOfGroups } from '#main/database/run-groups';
import { idsOfRuns, pageOfRuns, runChoices } from '#main/database/run-list';
import { findRun, runsForRows, runsOfExperiment } from '#main/database/runs';
import { seriesOf, unreadSeriesOf } from '#main/database/series';
import { queueOf } from '#main/lab/queue/queue';
import { compare } from '#shared/comparison/comparison';
import { deckStandings } from '#shared/replication/deck';
import type { Run } from '#shared/runs/run';
import { RUN_COLUMNS } from '#shared/runs/list-column';
import { isOfUnderstood, isUnderstood, textToStore } from '#shared/experiment/stored-spec';

import { fuzzRuns } from '../../shared/hostile-values';
import { specOf } from './spec';
import { finish, NEWER, storeDesign, storeEvaluation } from './unknown-designs';

type Database = ReturnType<typeof openMemoryDatabase>;

function runOf(database: Database, id: number): Run {
  const found = findRun(database, id);
  if (found === undefined) throw new Error(`There is no run ${id}.`);
  return { ...found, evaluations: evaluationsOf(database, id), artefacts: [], checkpoint: null };
}

/** Everything that lists runs, on a database with a sound run and one of this design. */
function look(stored: string) {
  const database = openMemoryDatabase();
  const sound = storeDesign(database, JSON.stringify(specOf({ row: null })), 'sound');
  finish(database, sound);
  const strange = storeDesign(database, stored);
  finish(database, strange);
  const waiting = storeDesign(database, stored, 'waiting');
  const everything = { offset: 0, limit: 100 } as const;
  const runs = runsForRows(database)
    .filter(isOfUnderstood)
    .map((run) => ({ ...run, evaluations: evaluationsOf(database, run.id) }));
  const idle = { runningRun: () => undefined, runningProgress: () => null };
  return {
    database,
    sound,
    strange,
    waiting,
    page: pageOfRuns(database, everything),
    groups: pageOfGroups(database, { ...everything, expanded: [1, 2, 3] }),
    sorted: [...RUN_COLUMNS, 'field:training.learningRate' as const].map(
      (by) => idsOfRuns(database, {}, { by, descending: true }).length,
    ),
    choices: runChoices(database),
    deck: deckStandings(runs),
    queue: queueOf(database, 'me', idle, () => []),
    comparison: compare(
      [sound, strange].map((id) => ({ kind: 'run', run: runOf(database, id) })),
      0,
    ),
  };
}

it('a run of a design that is not understood is listed with its figures, and stops no other', () => {
  const seen = look(NEWER);
  expect(seen.page.runs.map(({ id, figures }) => [id, figures['accuracy'] ?? null])).toEqual([
    [seen.waiting, null],
    [seen.strange, 0.75],
    [seen.sound, 0.75],
  ]);
  expect(seen.groups.total).toBe(6);
  expect(seen.queue.queued.map(({ id }) => id)).toEqual([seen.waiting]);
  const strange = findRun(seen.database, seen.strange);
  expect(strange === undefined ? '' : textToStore(strange.spec)).toBe(NEWER);
  expect(evaluationsOf(seen.database, seen.strange)).toMatchObject([{ metrics: { accuracy: 0.75 } }]);
  expect(seriesOf(seen.database, seen.strange)).toHaveLength(1);
  expect(runsOfExperiment(seen.database, strange?.experimentId ?? 0)).toHaveLength(1);
});

it('whatever has become of a stored design, lists, queue, deck and comparison stand', () => {
  const sound = JSON.stringify(specOf());
  const path = fc.constantFrom(
    'dataset',
    'network',
    'training',
    'pairing',
    'protocols',
    'fraction',
    'seeds',
    'row',
    'more',
  );
  const mutated = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .tuple(path, fc.jsonValue())
      .map(([field, value]) => JSON.stringify({ ...(JSON.parse(sound) as object), [field]: value })),
    fc.tuple(path, fc.nat(sound.length)).map(([field, at]) => sound.slice(0, at) + field + sound.slice(at)),
  );
  const counts = { known: 0, unknown: 0 };
  fc.assert(
    fc.property(mutated, (stored) => {
      const seen = look(stored);
      expect(seen.page.total).toBe(3);
      expect(seen.sorted.every((count) => count === 3)).toBe(true);
      expect(seen.groups.runCount).toBe(3);
      expect(seen.choices.total).toBe(3);
      expect(seen.queue.total).toBe(1);
      expect(seen.comparison.figures[0]?.cells).toHaveLength(2);
      const run = findRun(seen.database, seen.strange);
      if (run !== undefined && isUnderstood(run.spec)) counts.known++;
      else counts.unknown++;
      seen.database.close();
    }),
    { numRuns: fuzzRuns(300) },
  );
  expect(counts.unknown).toBeGreaterThan(50);
});

it('facts, evaluations, series and log lines that are not understood are left out, named, and stop nothing', () => {
  const { database, strange: id } = look(JSON.stringify(specOf()));
  database.pragma('ignore_check_constraints = ON');
  database
    .prepare("UPDATE runs SET facts = '{\"ofNewerLab\":true}', origin = '{}', failure = '7' WHERE id = ?")
    .run(id);
  storeEvaluation(database, id, 'episodes', { kind: 'classes', confusion: 'of a newer lab' });
  // what it does not know the counts of, it knows the figures of
  storeEvaluation(database, id, 'queries', { kind: 'of-a-newer-lab', recalls: [1, 2] });
  database.prepare("INSERT INTO series VALUES (?, 'train', 'perplexity', 1, 0.5)").run(id);
  database.prepare('INSERT INTO log (run_id, line, at, event) VALUES (?, 1, 1, \'{"kind":"sang"}\')').run(id);
  expect(findRun(database, id)).toMatchObject({ facts: null, origin: null, parameterCount: null });
  expect(findRun(database, id)?.failure?.message).toContain('in a form that this lab does not know');
  expect(findRun(database, id)?.unread.join('\n')).toMatch(
    /facts.* is not understood[^]*imported from is not understood/u,
  );
  expect(evaluationsOf(database, id).map(({ protocol, figures }) => [protocol, figures])).toEqual([
    ['single', expect.objectContaining({ accuracy: 0.75, 'macro-f1': 0.75, loss: 0.5 })],
    ['queries', { accuracy: 0.75, loss: 0.5 }],
  ]);
  expect(unreadEvaluationsOf(database, id).join('')).toMatch(/"episodes" is not understood/u);
  expect(seriesOf(database, id).map(({ metric }) => metric)).toEqual(['loss']);
  expect(unreadSeriesOf(database, id).join('')).toContain('train perplexity');
  expect(logOf(database, id)).toEqual([]);
  expect(pageOfRuns(database, { offset: 0, limit: 10 }).total).toBe(3);
  for (const by of RUN_COLUMNS) expect(idsOfRuns(database, {}, { by, descending: false })).toHaveLength(3);
});
