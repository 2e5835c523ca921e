import { describe, expect, it } from 'vitest';

import { deckStandings, type EvaluatedRun } from '#shared/deck';
import type { ExperimentSpec } from '#shared/experiment';
import { classificationMetrics } from '#shared/metrics/classification';
import { compareClasses } from '#shared/metrics/discrimination';
import { presetOf, type PresetRowId } from '#shared/presets';
import { PUBLISHED_ROW_IDS } from '#shared/published';
import type { RunStatus } from '#shared/run';

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
    seed: change.seed ?? 1,
    status: change.status ?? 'finished',
    queuedAt: 1,
    startedAt: 1,
    endedAt: 2,
    epochsDone: epochs,
    accuracy: right / 10,
    macroF1: 0.5,
    failure: null,
    evaluations: [
      {
        protocol: row === 'C4' ? 'duplicates' : 'single',
        loss: 1,
        metrics: classificationMetrics([[right, 10 - right]].concat([[0, 0]])),
        discrimination: compareClasses(labels, labels),
      },
    ],
  };
}

const standingOf = (row: string, runs: readonly EvaluatedRun[]) =>
  deckStandings(runs).find((standing) => standing.row === row);

describe('where the rows of the deck stand', () => {
  it('is told for every row, also where nothing was run', () => {
    const standings = deckStandings([]);
    expect(standings.map(({ row }) => row)).toEqual(PUBLISHED_ROW_IDS);
    expect(standings.every(({ figures, runs }) => figures === null && runs.length === 0)).toBe(true);
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
});
