import type { DatasetDefinition } from './datasets';

/** The six ways in which EMNIST divides the same handwriting (Cohen et al., 2017). */
export const EMNIST_SPLITS = ['letters', 'balanced', 'byclass', 'bymerge', 'digits', 'mnist'] as const;
export type EmnistSplit = (typeof EMNIST_SPLITS)[number];
export type EmnistName = `emnist-${EmnistSplit}`;

// The class of a label, as the official emnist-<split>-mapping.txt files give it by code point.
const DIGITS = Array.from('0123456789');
const CAPITALS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const SMALL_LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');
/** The small letters that look unlike their capitals; each of the other fifteen shares a class with its capital. */
const UNLIKE_SMALL_LETTERS = Array.from('abdefghnqrt');

const HOMEPAGE = 'https://www.nist.gov/itl/products-and-services/emnist-dataset';
const CITATION =
  'G. Cohen, S. Afshar, J. Tapson, A. van Schaik: EMNIST: an extension of MNIST to handwritten letters. arXiv:1702.05373, 2017.';
/** One archive of 562 MB holds all six splits. */
const ARCHIVE_BYTES = 561_753_746;

interface SplitFacts {
  readonly title: string;
  readonly classNames: readonly string[];
  readonly trainCount: number;
  readonly testCount: number;
}

const SPLIT_FACTS: Readonly<Record<EmnistSplit, SplitFacts>> = {
  letters: {
    title: 'EMNIST Letters',
    classNames: CAPITALS,
    trainCount: 124_800,
    testCount: 20_800,
  },
  balanced: {
    title: 'EMNIST Balanced',
    classNames: [...DIGITS, ...CAPITALS, ...UNLIKE_SMALL_LETTERS],
    trainCount: 112_800,
    testCount: 18_800,
  },
  byclass: {
    title: 'EMNIST By_Class',
    classNames: [...DIGITS, ...CAPITALS, ...SMALL_LETTERS],
    trainCount: 697_932,
    testCount: 116_323,
  },
  bymerge: {
    title: 'EMNIST By_Merge',
    classNames: [...DIGITS, ...CAPITALS, ...UNLIKE_SMALL_LETTERS],
    trainCount: 697_932,
    testCount: 116_323,
  },
  digits: {
    title: 'EMNIST Digits',
    classNames: DIGITS,
    trainCount: 240_000,
    testCount: 40_000,
  },
  mnist: {
    title: 'EMNIST MNIST',
    classNames: DIGITS,
    trainCount: 60_000,
    testCount: 10_000,
  },
};

export function emnistFacts(split: EmnistSplit): DatasetDefinition<EmnistName> {
  return {
    ...SPLIT_FACTS[split],
    name: `emnist-${split}`,
    imageShape: [28, 28, 1],
    needsInstall: true,
    origin: { homepage: HOMEPAGE, citation: CITATION, downloadBytes: ARCHIVE_BYTES },
  };
}

export const EMNIST_DATASETS: readonly DatasetDefinition<EmnistName>[] = EMNIST_SPLITS.map(emnistFacts);
