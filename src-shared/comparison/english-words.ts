import { keyOf, runsBehind, type Compared } from './compared';
import type { Leaf } from './fields';
import { isOwnFigure, type OwnFigureName } from './figures';
import type { ComparisonWords, PairResult } from './words';
import { keyText } from './selection';
import type { Obstacle, Remark } from './standing';
import type { Aggregate } from '../metrics/aggregate';
import { metricTitle } from '../metrics/metrics';
import { publishedNote } from '../reference/published-notes';
import { rowTitle } from '../replication/row-title';

import { BUDGET_LABELS, budgetCellText, controlText, gapText, resolutionText, signed, worthText } from './budget-text';
import { fieldName } from './fact-names';

const FIGURES: Readonly<Record<OwnFigureName, string>> = {
  accuracy: 'accuracy',
  balancedAccuracy: 'balanced accuracy',
  macroF1: 'macro F1',
  weightedF1: 'weighted F1',
  weightedF1ByPrediction: 'weighted F1 by predicted counts',
  loss: 'loss',
  sameBalancedAccuracy: 'same or different: balanced accuracy',
  sameF1: 'same or different: F1 of same',
  sameF1InDeck: 'same or different: F1 of same as in the deck',
  sameAccuracy: 'same or different: accuracy',
};

const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  'other-dataset': 'tested on another dataset',
  'other-images': 'tested on other images (the checksums of the data differ)',
  'other-test-count': 'tested on another number of images',
  'other-leak': 'one of the two tests gives the label away (class-matched)',
  'other-pairs': 'tested on other pairs',
};

const REMARKS: Readonly<Record<Remark, string>> = {
  'other-protocol': 'The same images, given in another way (see protocols)',
  'unknown-test-count': 'The deck does not say on how many images',
  'other-sample':
    'One draws its training images by the seed, the other takes the first of the file, and the difference holds that too',
  'other-draw': 'Trained on other images, as they are drawn by other seeds',
};

const figureLabel: ComparisonWords['figureLabel'] = (name) => (isOwnFigure(name) ? FIGURES[name] : metricTitle(name));

/** The English of the command line. */
export const COMPARISON_WORDS: ComparisonWords = {
  titles: {
    compared: 'What is compared',
    budget: 'Budget',
    design: 'Where the designs differ',
    shared: 'What the designs share',
    figures: 'Figures',
    pair: 'Two models on the same test images',
  },
  comparedHead: ['name', 'what', 'runs'],
  field: 'field',
  value: 'value',
  figure: 'figure',
  nameOf: comparedName,
  titleOf: (compared) => comparedTitle(compared),
  runsOf: (compared) =>
    runsBehind(compared)
      .map(({ id, seed }) => `${id} (seed ${seed})`)
      .join(', ') || 'none',
  fieldLabel: fieldName,
  valueText: (_path, value) => leafText(value),
  unknown: '?',
  absent: '–',
  figureLabel,
  aggregateText,
  differenceText: signed,
  worthText,
  budgetLabel: (name) => BUDGET_LABELS[name],
  budgetText: budgetCellText,
  gapNote: gapText,
  controlNote: controlText,
  unknownBudgetNote: (names) =>
    `How long it was trained is not known, so its difference says nothing of the two designs: ${names}.`,
  oneSeedNote: (names) =>
    `One seed on a side, so there is no interval, and nobody knows how far chance reaches: ${names}. Train more with --seeds.`,
  noSpreadNote: (names) => `Every seed says the same, so there is no interval: ${names}.`,
  resolutionNote: (name, figure, told) => resolutionText(name, figureLabel(figure), told),
  unfinishedNote: (name, seeds) =>
    `Of ${name} seed${seeds.length === 1 ? '' : 's'} ${seeds.join(', ')} ${seeds.length === 1 ? 'has' : 'have'} not finished; the others are compared.`,
  sameDesign: 'No field differs.',
  nothingToCompare: 'There is nothing to compare: none of them has a figure.',
  noFigureNote,
  unknownNote: (names) =>
    `The design is not understood by this lab (see lab show), so its fields are shown as they are stored: ${names}.`,
  baselineNote: (name) => `In brackets: the difference to ${name}. Mean ± standard deviation over n runs.`,
  obstacleNote: (names, obstacle) => `Not subtracted, because ${OBSTACLES[obstacle]}: ${names}.`,
  remarkNote: (names, remark) => `${REMARKS[remark]}: ${names}.`,
  chosenNote: (names) => `Chosen by the test set, which flatters the figures (see validation): ${names}.`,
  publishedNote: (rows, kind) => `${rows}: ${publishedNote(kind).text}`,
  pairHead: ['test images', 'count'],
  pairRows: ({ runIds: [first, second], counts }) => [
    ['both right', String(counts.bothRight)],
    [`only run ${first} right`, String(counts.onlyFirst)],
    [`only run ${second} right`, String(counts.onlySecond)],
    ['both wrong', String(counts.bothWrong)],
  ],
  pairNotes: (pair) => [
    pairSentence(pair),
    'Of two single models on this test set; another seed may say otherwise.',
    ...(pair.isUnequal ? ['They were not trained for equally long, so it says nothing of the two designs.'] : []),
  ],
};

/** "run 4", "experiment 3", "C4 (deck)" */
export function comparedName(compared: Compared): string {
  switch (compared.kind) {
    case 'run':
      return `run ${compared.run.id}`;
    case 'experiment':
      return `experiment ${compared.id}`;
    case 'row':
      return `${keyText(keyOf(compared))} (deck)`;
  }
}

/** The title of its experiment, or of its row. */
function comparedTitle(compared: Compared): string {
  switch (compared.kind) {
    case 'run':
      return compared.run.experimentTitle;
    case 'experiment':
      return compared.title;
    case 'row':
      return `${rowTitle(compared.row.id)}, published`;
  }
}

/** "Run 4 has no figures: it was cancelled after 2 epochs." */
function noFigureNote(compared: Compared): string {
  switch (compared.kind) {
    case 'run': {
      const { status, epochsDone } = compared.run;
      if (status === 'finished') return `Run ${compared.run.id} has no figures: no evaluation of it is there.`;
      return `Run ${compared.run.id} has no figures: it is ${status} after ${epochsDone} epoch${epochsDone === 1 ? '' : 's'}, and only a finished run is tested.`;
    }
    case 'experiment':
      return `Experiment ${compared.id} has no figures: none of its runs has finished.`;
    case 'row':
      return `${compared.row.id}: the deck gives no figure for it.`;
  }
}

function leafText(value: Leaf): string {
  if (value === null) return 'none';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

/** "0.5312 ± 0.0041 (n = 3)" */
export function aggregateText({ mean, standardDeviation, count }: Aggregate): string {
  const spread = standardDeviation === null ? '' : ` ± ${standardDeviation.toFixed(4)}`;
  return `${mean.toFixed(4)}${spread} (n = ${count})`;
}

function pairSentence({ runIds: [first, second], counts, result }: PairResult): string {
  const test =
    result.statistic === null
      ? 'exact binomial (McNemar 1947)'
      : `chi-square ${result.statistic.toFixed(3)}, 1 degree of freedom, with continuity correction (McNemar 1947, Edwards 1948)`;
  return (
    `Run ${first} got ${counts.onlyFirst} images right that run ${second} got wrong, run ${second} ${counts.onlySecond} the other way; ` +
    `were both equally good, a difference this large or larger would come with probability p = ${result.pValue.toPrecision(3)}: ${test}.`
  );
}
