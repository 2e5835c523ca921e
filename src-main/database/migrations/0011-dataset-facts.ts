import type { Migration } from './migration';

const letters = (from: string, to: string): readonly string[] =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, place) =>
    String.fromCharCode(from.charCodeAt(0) + place),
  );
const DIGITS = letters('0', '9');
const CAPITALS = letters('A', 'Z');
const UNLIKE_SMALL_LETTERS = Array.from('abdefghnqrt');

type Facts = readonly [
  name: string,
  title: string,
  shape: readonly number[],
  classes: readonly string[],
  train: number,
  test: number,
];

const COLOUR = [32, 32, 3];
const GREY = [28, 28, 1];

/** The datasets of the labs before this step, as they were then: whatever becomes of them, old experiments keep these. */
const DATASETS: readonly Facts[] = [
  [
    'cifar10',
    'CIFAR-10',
    COLOUR,
    ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
    50_000,
    10_000,
  ],
  [
    'shapes',
    'Shapes',
    COLOUR,
    ['disc', 'ring', 'square', 'triangle', 'cross', 'star', 'stripes', 'checkers', 'dots', 'waves'],
    5_000,
    1_000,
  ],
  ['emnist-letters', 'EMNIST Letters', GREY, CAPITALS, 124_800, 20_800],
  ['emnist-balanced', 'EMNIST Balanced', GREY, [...DIGITS, ...CAPITALS, ...UNLIKE_SMALL_LETTERS], 112_800, 18_800],
  ['emnist-byclass', 'EMNIST By_Class', GREY, [...DIGITS, ...CAPITALS, ...letters('a', 'z')], 697_932, 116_323],
  ['emnist-bymerge', 'EMNIST By_Merge', GREY, [...DIGITS, ...CAPITALS, ...UNLIKE_SMALL_LETTERS], 697_932, 116_323],
  ['emnist-digits', 'EMNIST Digits', GREY, DIGITS, 240_000, 40_000],
  ['emnist-mnist', 'EMNIST MNIST', GREY, DIGITS, 60_000, 10_000],
  [
    'fashion-mnist',
    'Fashion-MNIST',
    GREY,
    ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
    60_000,
    10_000,
  ],
];

function keep([name, title, imageShape, classNames, trainCount, testCount]: Facts): string {
  const facts = JSON.stringify({ name, title, imageShape, classNames, trainCount, testCount });
  return `UPDATE experiments SET dataset_facts = '${facts}' WHERE CASE WHEN json_valid(spec) THEN spec ->> '$.dataset' END = '${name}';`;
}

/**
 * An experiment keeps the facts of the dataset that it was made with, so that it can be read where that dataset is not known.
 */
export const datasetFacts: Migration = {
  version: 11,
  name: 'dataset facts',
  sql: `
    -- null where nobody has known them
    ALTER TABLE experiments ADD COLUMN dataset_facts TEXT CHECK (dataset_facts IS NULL OR json_valid(dataset_facts));
    ${DATASETS.map(keep).join('\n    ')}
  `,
};
