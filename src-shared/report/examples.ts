import { percentText } from '../basics/percent';
import { evaluationThatCounts } from '../comparison/compared';
import type { RunPredictions, RunScores } from '../datasets/pixels';
import { listPairs, type AnswerCell } from '../runs/pair-list';
import { listPredictions, type PredictionKind } from '../runs/prediction-list';
import type { Run } from '../runs/run';

/** Test images to be shown as one: an image, or a pair. */
export interface ExampleChoice {
  /** Indices into the test set, with what each image shows: the class, where it is known. */
  readonly images: readonly { readonly index: number; readonly truth: number | null }[];
  /** Of a pair: whether both are of one class. */
  readonly isSame: boolean | null;
  readonly caption: string;
}

export interface ExampleChoices {
  readonly right: readonly ExampleChoice[];
  readonly wrong: readonly ExampleChoice[];
}

/** So many of each kind, for a run. */
const MOST = 6;

/** The test images that a run was surest of, right and wrong; null where it has kept no answers. */
export function exampleChoices(
  run: Run,
  predictions: RunPredictions | null,
  scores: RunScores | null,
): ExampleChoices | null {
  const evaluation = evaluationThatCounts(run);
  if (evaluation?.task === 'discrimination' && scores !== null) return pairChoices(scores, evaluation.threshold.value);
  return predictions === null ? null : classChoices(run, predictions);
}

function classChoices({ datasetFacts }: Run, predictions: RunPredictions): ExampleChoices {
  const nameOf = (label: number): string => datasetFacts?.classNames[label] ?? `class ${label}`;
  const choose = (kind: PredictionKind): readonly ExampleChoice[] =>
    listPredictions(predictions, { kind, truth: null, predicted: null }, 'surest')
      .slice(0, MOST)
      .map(({ image, truth, predicted, confidence }) => ({
        images: [{ index: image, truth }],
        isSame: null,
        caption:
          truth === predicted
            ? `${nameOf(truth)}, ${percentText(confidence)} %`
            : `${nameOf(truth)} taken for ${nameOf(predicted)}, ${percentText(confidence)} %`,
      }));
  return { right: choose('right'), wrong: choose('mistakes') };
}

/** As many of pairs of one class as of pairs of two. */
function pairChoices({ sets }: RunScores, threshold: number): ExampleChoices {
  const rotations = sets.filter(({ rotation }) => rotation !== null);
  const shown = rotations.length > 0 ? rotations : sets;
  const choose = (cell: AnswerCell): readonly ExampleChoice[] =>
    listPairs(shown, cell, threshold)
      .slice(0, MOST / 2)
      .map(({ first, second, score }) => ({
        images: [first, second].map((index) => ({ index, truth: null })),
        isSame: cell.truth === 1,
        caption: pairCaption(cell, score),
      }));
  return {
    right: [...choose({ truth: 1, called: 1 }), ...choose({ truth: 0, called: 0 })],
    wrong: [...choose({ truth: 0, called: 1 }), ...choose({ truth: 1, called: 0 })],
  };
}

function pairCaption({ truth, called }: AnswerCell, score: number): string {
  const word = (kind: 0 | 1): string => (kind === 1 ? 'same' : 'different');
  const given = `probability of “same” ${percentText(score)} %`;
  return truth === called ? `${word(truth)}, ${given}` : `${word(truth)} taken for ${word(called)}, ${given}`;
}
