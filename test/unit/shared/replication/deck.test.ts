import { describe, expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { deckStandings, type EvaluatedRun } from '#shared/replication/deck';
import { parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import { evaluationOf } from '#shared/runs/evaluation';
import { classificationMetrics } from '#shared/metrics/classification';
import { summariseSets, type PairSetCounts } from '#shared/metrics/own-output';
import { compareClasses } from '#shared/metrics/discrimination';
import { presetOf, type PresetRowId } from '#shared/experiment/presets';
import { PUBLISHED_ROW_IDS } from '#shared/reference/published';
import type { DiscriminationEvaluation, Evaluation, RunStatus } from '#shared/runs/run';

const labels = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1];

function run(
  id: number,
  row: PresetRowId,
  change: {
    readonly seed?: number;
    readonly epochs?: number;
    readonly right?: number;
    readonly status?: RunStatus;
    readonly fraction?: number;
  } = {},
): EvaluatedRun {
  const preset = presetOf(row);
  if (preset === undefined) throw new Error(`There is no preset ${row}.`);
  const epochs = change.epochs ?? preset.training.epochs;
  const spec: ExperimentSpec = {
    ...preset,
    fraction: change.fraction ?? preset.fraction,
    training: { ...preset.training, epochs },
  };
  const right = change.right ?? 6;
  return {
    id,
    experimentId: 1,
    experimentTitle: row,
    spec,
    datasetFacts: DATASETS.get(spec.dataset),
    seed: change.seed ?? 1,
    status: change.status ?? 'finished',
    queuedAt: 1,
    startedAt: 1,
    endedAt: 2,
    epochsDone: epochs,
    figures: {},
    imagesPerSecond: null,
    parameterCount: null,
    trainCount: null,
    tags: [],
    note: '',
    archivedAt: null,
    failure: null,
    trainedFor: null,
    countedAt: null,
    pausedAt: null,
    checkpoint: null,
    isReplaced: false,
    evaluations: [
      evaluationOf(row === 'C4' ? 'duplicates' : 'single', {
        task: 'classification',
        loss: 1,
        metrics: classificationMetrics([[right, 10 - right]].concat([[0, 0]])),
        discrimination: compareClasses(labels, labels),
      }),
    ],
  };
}

const standingOf = (row: string, runs: readonly EvaluatedRun[]) =>
  deckStandings(runs).find((standing) => standing.row === row);

describe('where the rows of the deck stand', () => {
  it('tells a paused run from one that is trained', () => {
    const begun = run(2, 'C1', { status: 'running' });
    const standing = standingOf('C1', [
      { ...begun, pausedAt: 5 },
      { ...begun, id: 1 },
    ]);
    expect(standing?.runs.map(({ id, status }) => [id, status])).toEqual([
      [2, 'paused'],
      [1, 'running'],
    ]);
  });

  it('is told for every row, also where nothing was run', () => {
    const standings = deckStandings([]);
    expect(standings.map(({ row }) => row)).toEqual(PUBLISHED_ROW_IDS);
    expect(standings.every(({ figures, runs }) => figures === null && runs.length === 0)).toBe(true);
  });

  it('counts a run of a row as the deck’s own design in whatever order its fields were stored', () => {
    const made = run(1, 'C3');
    // as a design that was queued comes back from the database
    const stored = parseExperimentSpec({ ...made.spec, seeds: [1, 2] });
    if (stored.kind !== 'valid') throw new Error('A preset is no valid design.');
    expect(JSON.stringify({ ...stored.spec, seeds: [1] })).not.toBe(JSON.stringify(made.spec));
    expect(standingOf('C3', [{ ...made, spec: stored.spec }])?.figures).toMatchObject({ asInDeck: true });
  });

  it('is the mean over seeds, with its spread and its runs', () => {
    const figures = standingOf('C1', [run(2, 'C1', { seed: 2, right: 8 }), run(1, 'C1', { right: 6 })])?.figures;
    expect(figures).toMatchObject({ runIds: [2, 1], asInDeck: true, epochs: 200, accuracy: { count: 2 } });
    expect(figures?.accuracy.mean).toBeCloseTo(0.7, 12);
    expect(figures?.accuracy.standardDeviation).toBeCloseTo(Math.sqrt(0.02), 12);
  });

  it('counts the newest run of a seed, and no run that has not finished', () => {
    const runs = [run(3, 'C1', { status: 'failed' }), run(2, 'C1', { right: 8 }), run(1, 'C1', { right: 2 })];
    expect(standingOf('C1', runs)?.figures).toMatchObject({
      runIds: [2],
      accuracy: { count: 1, standardDeviation: null },
    });
    expect(standingOf('C1', runs)?.runs.map(({ id }) => id)).toEqual([3, 2, 1]);
  });

  it('takes the deck’s own number of epochs before any other, and then the most', () => {
    const cut = [run(3, 'C1', { epochs: 5 }), run(2, 'C1', { epochs: 50 })];
    expect(standingOf('C1', cut)?.figures).toMatchObject({ runIds: [2], epochs: 50, asInDeck: false });
    expect(standingOf('C1', [...cut, run(1, 'C1')])?.figures).toMatchObject({ runIds: [1], asInDeck: true });
  });

  it('leaves out a run that differs from the row in more than seeds and epochs', () => {
    expect(standingOf('C1', [run(1, 'C1', { fraction: 0.5 })])).toMatchObject({ figures: null, runs: [] });
  });

  it('of D1 and D2 comes from the runs of C1 and C4', () => {
    const runs = [run(2, 'C4'), run(1, 'C1')];
    expect(standingOf('D1', runs)?.figures).toMatchObject({
      runIds: [1],
      f1OfSame: { count: 1, mean: 1 },
      macroF1: null,
    });
    expect(standingOf('D2', runs)?.figures?.runIds).toEqual([2]);
    expect(standingOf('D3', runs)?.figures).toBeNull();
  });

  it('tells that C7 is another design than the deck’s, even with all its epochs', () => {
    expect(standingOf('C7', [run(1, 'C7')])?.figures).toMatchObject({ epochs: 10, asInDeck: false });
    expect(standingOf('C1', [run(1, 'C1')])?.figures).toMatchObject({ epochs: 200, asInDeck: true });
  });

  it('of D3 is of rotation 1, as the deck’s, with the means over all rotations beside', () => {
    const sets = [
      {
        rotation: 1,
        confusion: [
          [80, 10],
          [4, 6],
        ],
        ranking: { areaUnderRoc: 0.8, averagePrecision: 0.5, equalErrorRate: 0.3 },
      },
      {
        rotation: 2,
        confusion: [
          [70, 20],
          [5, 5],
        ],
        ranking: { areaUnderRoc: 0.7, averagePrecision: 0.4, equalErrorRate: 0.3 },
      },
    ] as const;
    const told = (
      protocol: 'rotations' | 'random-permutation',
      of: readonly PairSetCounts[],
    ): DiscriminationEvaluation =>
      evaluationOf(protocol, {
        task: 'discrimination',
        loss: 1,
        threshold: { kind: 'fixed', value: 0.5 },
        metrics: summariseSets(of),
      });
    const [first] = sets;
    const evaluations = [told('random-permutation', [{ ...first, rotation: null }]), told('rotations', sets)];
    const standing = standingOf('D3', [{ ...run(5, 'D3'), evaluations }]);
    expect(standing).toMatchObject({
      canRun: true,
      figures: { runIds: [5], epochs: 1_010, asInDeck: true, macroF1: null },
    });
    const { figures } = standing ?? {};
    expect(figures?.accuracy.mean).toBeCloseTo(0.86, 12);
    expect(figures?.f1OfSame?.mean).toBeCloseTo(12 / 26, 12);
    expect(figures?.overRotations?.f1OfSame.mean).toBeCloseTo((12 / 26 + 10 / 35) / 2, 12);
    expect(figures?.overRotations?.areaUnderRoc?.mean).toBeCloseTo(0.75, 12);
    // a design that was not tested by rotations has no figure for the row
    expect(standingOf('D3', [{ ...run(5, 'D3'), evaluations: evaluations.slice(0, 1) }])?.figures).toBeNull();
  });

  it('takes the whole network’s figures, whichever protocol a design puts first', () => {
    const [whole] = run(1, 'C4').evaluations;
    if (whole?.task !== 'classification') throw new Error('C4 is tested by class.');
    const half: Evaluation = {
      ...whole,
      protocol: 'tower-a',
      metrics: classificationMetrics([
        [1, 9],
        [0, 0],
      ]),
    };
    const standing = standingOf('C4', [{ ...run(1, 'C4'), evaluations: [half, whole] }]);
    expect(standing?.figures?.accuracy.mean).toBeCloseTo(0.6, 12);
  });
});
