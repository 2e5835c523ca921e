import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { decodeSafetensors } from '#main/formats/safetensors';
import { runFolder } from '#main/lab/folder/home';
import type { Answer } from '#shared/answers/answer';
import type { ClassificationEvaluation } from '#shared/runs/evaluation';

import { killWhatRuns, runLab, temporaryHome } from './lab-process';

interface EnsembleJson {
  readonly ensembles: readonly {
    readonly runs: readonly number[];
    readonly seeds: readonly number[];
    readonly evaluation: ClassificationEvaluation;
  }[];
  readonly figures: readonly {
    readonly metric: string;
    readonly mean: number;
    readonly count: number;
    readonly interval: readonly [number, number] | null;
  }[];
  readonly leftOut: readonly number[];
}

const FOUR_SEEDS = 'run --dataset shapes --fraction 0.05 --batch 50 --updates 20 --width 4 --seeds 4 --json';

/** Of two runs, from their files alone: how many of the images the averaged probabilities name right. */
async function accuracyByHand(home: string, runs: readonly number[]): Promise<number> {
  const kept = await Promise.all(
    runs.map(async (id) => {
      const { tensors } = decodeSafetensors(await readFile(join(runFolder(home, id), 'predictions.safetensors')));
      const [probabilities, truth] = ['probabilities', 'truth'].map(
        (name) => tensors.find((tensor) => tensor.name === name)?.values,
      );
      if (probabilities === undefined || truth === undefined) throw new Error(`Run ${id} keeps no predictions.`);
      return { probabilities, truth };
    }),
  );
  const [first] = kept;
  if (first === undefined) throw new Error('There are no runs.');
  let right = 0;
  for (let image = 0; image < first.truth.length; image++) {
    const means = Array.from({ length: 10 }, (_, each) =>
      kept.reduce((sum, { probabilities }) => sum + Number(probabilities[image * 10 + each]), 0),
    );
    if (means.indexOf(Math.max(...means)) === first.truth[image]) right++;
  }
  return right / first.truth.length;
}

afterEach(killWhatRuns);

describe('an ensemble of finished runs', { timeout: 300_000 }, () => {
  let home = '';
  beforeAll(async () => {
    home = await temporaryHome();
    const { status, errors } = await runLab(home, FOUR_SEEDS.split(' '));
    expect(status, errors).toBe(0);
  }, 600_000);

  async function asked<Told>(...typed: readonly string[]): Promise<Told> {
    const { status, output, errors } = await runLab(home, [...typed, '--json']);
    expect(status, errors).toBe(0);
    return JSON.parse(output) as Told;
  }

  it('averages what pairs of runs have kept, each run in one pair', async () => {
    const told = await asked<EnsembleJson>('ensemble', 'experiment-1');
    expect(told.ensembles.map(({ seeds }) => seeds)).toEqual([[1, 2], [3, 4]]); // prettier-ignore
    for (const { runs, evaluation } of told.ensembles) {
      expect(evaluation.metrics.accuracy).toBeCloseTo(await accuracyByHand(home, runs), 12);
      expect(evaluation.metrics.count).toBe(1000);
    }
    const accuracy = told.figures.find(({ metric }) => metric === 'accuracy');
    expect(accuracy?.count).toBe(2);
    expect(accuracy?.interval?.[0]).toBeLessThan(accuracy?.mean ?? 0);
    expect(told.leftOut).toEqual([]);
  });

  it('is one of all of them where so many are asked for, and leaves out who has no group', async () => {
    const four = await asked<EnsembleJson>('ensemble', 'experiment-1', '--of', '4');
    expect(four.ensembles.map(({ seeds }) => seeds)).toEqual([[1, 2, 3, 4]]); // prettier-ignore
    expect(four.figures.find(({ metric }) => metric === 'accuracy')?.interval).toBeNull();
    const three = await asked<EnsembleJson>('ensemble', '1', '3', '2');
    expect([three.ensembles.map(({ runs }) => runs), three.leftOut]).toEqual([[[1, 2]], [3]]); // prettier-ignore
  });

  it('stands in an answer beside the networks that it is made of, on request', async () => {
    const without = await asked<Answer>('answer', '--experiments', '1');
    const answer = await asked<Answer & { readonly says: readonly string[] }>(
      'answer',
      '--experiments',
      '1',
      '--ensemble',
      '2', // prettier-ignore
    );
    expect([without.lines.length, answer.lines.length]).toEqual([1, 2]);
    const line = answer.lines.find(({ points }) => points[0]?.fields['ensemble'] === 2);
    expect(line?.points.map(({ x, aggregate }) => [x, aggregate.count])).toEqual([[0.05, 2]]); // prettier-ignore
    const { ensembles } = await asked<EnsembleJson>('ensemble', 'experiment-1');
    expect(line?.points[0]?.seeds.map(({ value }) => value)).toEqual(
      ensembles.map(({ evaluation }) => evaluation.metrics.accuracy),
    );
    expect(answer.says.join('\n')).toContain('vanilla, ensemble of 2 against vanilla');
  });

  it.each([
    [['ensemble', '1'], 'Received 1 finished run for ensembles of 2; expected 2 or more'],
    [['ensemble', '1', '2', '--of', '1'], '--of: Received 1; expected how many networks to average'],
    [['ensemble', '1', '99'], 'Received the run 99'],
    [['answer', '--experiments', '1', '--ensemble', '11'], '--ensemble: Received 11; expected how many'],
  ])('refuses %o', async (typed, message) => {
    const { status, errors } = await runLab(home, typed);
    expect([status === 0, errors]).toEqual([false, expect.stringContaining(message)]);
  });
});
