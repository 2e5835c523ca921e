import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { answerCommand } from '#main/cli/answer-command';
import { rowOf } from '#main/cli/arguments';
import { answerRunOf } from '#main/lab/answers/answer-runs';
import type { Lab } from '#main/lab/lab';
import { METRICS } from '#shared/metrics/metrics';
import { evaluationWith, runWith } from '../../shared/comparison/specimens';

const run = runWith({
  id: 4,
  evaluations: [{ ...evaluationWith(900), figures: { ...evaluationWith(900).figures, calm: 0.25 } }],
});
const lab = { answers: { runs: () => [answerRunOf(run)] } } as unknown as Lab;

describe('the figure of an answer', () => {
  let written: string[] = [];
  beforeEach(() => {
    written = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  });
  afterEach(() => vi.restoreAllMocks());

  async function figureOf(name: string): Promise<number | undefined> {
    await answerCommand(lab, { experiments: '1', figure: name }, { json: true });
    const { lines } = JSON.parse(written.join('')) as {
      readonly lines: readonly { readonly points: readonly { readonly aggregate: { readonly mean: number } }[] }[];
    };
    return lines[0]?.points[0]?.aggregate.mean;
  }

  it.each([
    ['macro-f1', 0.9],
    ['macroF1', 0.9],
    ['balanced-accuracy', 0.9],
    ['loss', 0.1],
    ['calm', 0.25],
  ])('is named %s, as runs name and sort it', async (name, value) => {
    expect(await figureOf(name)).toBeCloseTo(value, 10);
  });

  it('is refused where it is no metric, and by another word where no run has it', async () => {
    await expect(figureOf('acuracy')).rejects.toThrow(
      `--figure: Received "acuracy"; expected a metric: ${METRICS.kinds().join(', ')}.`,
    );
    for (const name of ['f1-of-same', 'area-under-roc']) {
      await expect(figureOf(name)).rejects.toThrow(`None of the 1 finished runs has the figure ${name}.`);
    }
  });
});

it('a row that there is not is refused by the name of the argument', async () => {
  expect(() => rowOf('C99')).toThrow('--row: Received "C99"');
  expect(() => rowOf('C99', '--rows')).toThrow('--rows: Received "C99"');
  await expect(answerCommand(lab, { rows: 'C99' }, { json: true })).rejects.toThrow('--rows: Received "C99"');
});
