import type { DatasetName } from '../datasets/datasets';
import type { BinaryConfusion } from '../metrics/binary';
import type { NetworkKind } from '../networks/network-spec';
import { publishedNote, type PublishedNote, type PublishedNoteKind } from './published-notes';

/**
 * The results of the slide deck that the lab is held against: M. Dobrzański and G. Sroka, "Siamese Networks", AGH Kraków,
 * 24 January 2022, with what the notebooks beside it (github.com/sgrzegorz/siamese-neural-networks) tell of the protocol.
 */
export const CLASSIFICATION_ROW_IDS = [
  'C1',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'C7',
  'C8',
  'C9',
  'C10',
  'C11',
  'E1',
] as const;
export const DISCRIMINATION_ROW_IDS = ['D1', 'D2', 'D3'] as const;
export type ClassificationRowId = (typeof CLASSIFICATION_ROW_IDS)[number];
export type DiscriminationRowId = (typeof DISCRIMINATION_ROW_IDS)[number];
export const PUBLISHED_ROW_IDS = [...CLASSIFICATION_ROW_IDS, ...DISCRIMINATION_ROW_IDS] as const;
export type PublishedRowId = (typeof PUBLISHED_ROW_IDS)[number];

/** A figure with the digits that were printed: "0.7890", which a number alone would shorten. */
export interface PublishedFigure {
  readonly printed: string;
  readonly value: number;
}

interface RowFacts {
  /** The kind of network that the figures were measured with. */
  readonly network: NetworkKind;
  /** What the deck calls it. */
  readonly networkInDeck: string;
  readonly dataset: DatasetName;
  /** Share of the training images that was used: the first ones, in the file's order. */
  readonly fraction: number;
  /** Passes over the training set, as run. */
  readonly epochs: number;
  /** Images (or pairs, in discrimination) that the figures were measured on; null where the deck does not say. */
  readonly testCount: number | null;
  readonly notes: readonly PublishedNote[];
}

export interface ClassificationRow extends RowFacts {
  readonly id: ClassificationRowId;
  readonly task: 'classification';
  readonly accuracy: PublishedFigure;
  readonly macroF1: PublishedFigure | null;
  /** As printed: weighted by predicted counts (flaw 1). */
  readonly weightedF1: PublishedFigure | null;
}

export interface DiscriminationRow extends RowFacts {
  readonly id: DiscriminationRowId;
  readonly task: 'discrimination';
  readonly accuracy: PublishedFigure;
  /** counts[truth][predicted], [different, same] both ways. */
  readonly confusion: BinaryConfusion;
  /** F1 of "same". */
  readonly f1: PublishedFigure;
  /** The row whose trained network is evaluated here; null where one was trained for the row. */
  readonly evaluates: ClassificationRowId | null;
}

/** One line of the deck's results. */
export type PublishedRow = ClassificationRow | DiscriminationRow;

const figure = (printed: string): PublishedFigure => ({ printed, value: Number(printed.replace('≈ ', '')) });
const notes = (...kinds: readonly PublishedNoteKind[]): readonly PublishedNote[] => kinds.map(publishedNote);

type Names = Pick<RowFacts, 'network' | 'networkInDeck'>;
const VANILLA: Names = { network: 'vanilla', networkInDeck: 'vanilla' };
const SIAMESE_VANILLA: Names = { network: 'siamese-vanilla', networkInDeck: 'siamese vanilla' };
const VGG_TRANSFER: Names = { network: 'vgg16-bn', networkInDeck: 'VGG19 transfer learning' };
const VGG: Names = { network: 'vgg16-bn', networkInDeck: 'VGG19 from scratch' };
const SIAMESE_VGG: Names = { network: 'siamese-vgg16-bn', networkInDeck: 'siamese VGG19' };

/** What the classification rows on CIFAR-10 share; all but C9 are measured on the whole test set. */
function cifar10Row(
  id: ClassificationRowId,
  names: Names,
  [fraction, epochs]: readonly [fraction: number, epochs: number],
  [accuracy, macroF1, weightedF1]: readonly [accuracy: string, macroF1: string, weightedF1: string],
  kinds: readonly PublishedNoteKind[] = [],
): ClassificationRow {
  return {
    id,
    ...names,
    task: 'classification',
    dataset: 'cifar10',
    fraction,
    epochs,
    testCount: 10_000,
    accuracy: figure(accuracy),
    macroF1: figure(macroF1),
    weightedF1: figure(weightedF1),
    notes: notes('weighted-f1-by-prediction', ...kinds, 'one-seed'),
  };
}

const discrimination = { task: 'discrimination', dataset: 'cifar10', fraction: 1, testCount: 10_000 } as const;

/** Every row, in the deck's order. */
export const PUBLISHED_ROWS: readonly PublishedRow[] = [
  cifar10Row('C1', VANILLA, [1, 200], ['0.7890', '0.7843', '0.7936']),
  cifar10Row('C2', VANILLA, [0.5, 300], ['0.7546', '0.7541', '0.7550']),
  cifar10Row('C3', VANILLA, [0.1, 400], ['0.6355', '0.6314', '0.6395']),
  cifar10Row('C4', SIAMESE_VANILLA, [1, 200], ['0.8133', '0.8116', '0.8149'], ['permutations-as-run']),
  cifar10Row('C5', SIAMESE_VANILLA, [0.5, 300], ['0.7758', '0.7747', '0.7768'], ['permutations-as-run']),
  cifar10Row('C6', SIAMESE_VANILLA, [0.1, 300], ['0.6446', '0.6422', '0.6469'], ['permutations-as-run']),
  cifar10Row(
    'C7',
    VGG_TRANSFER,
    [1, 10],
    ['0.9339', '0.9339', '0.9338'],
    ['network-name', 'pretrained-on-the-same-data', 'ours-from-imagenet'],
  ),
  cifar10Row('C8', VGG, [1, 54], ['0.8492', '0.8492', '0.8491'], ['network-name', 'stopped-by-training-loss']),
  {
    ...cifar10Row(
      'C9',
      VGG,
      [0.5, 73],
      ['0.7998', '0.7980', '0.8012'],
      ['half-test-set', 'network-name', 'stopped-by-training-loss'],
    ),
    testCount: 5_000,
  },
  cifar10Row(
    'C10',
    SIAMESE_VGG,
    [1, 400],
    ['0.8824', '0.8834', '0.8813'],
    ['class-matched-test', 'network-name', 'permutations-as-run'],
  ),
  cifar10Row(
    'C11',
    SIAMESE_VGG,
    [0.5, 400],
    ['0.8343', '0.8377', '0.8308'],
    ['class-matched-test', 'network-name', 'permutations-as-run'],
  ),
  {
    id: 'E1',
    network: 'emnist',
    networkInDeck: 'EMNIST letters toy net',
    task: 'classification',
    dataset: 'emnist-letters',
    fraction: 1,
    epochs: 10,
    testCount: null,
    accuracy: figure('≈ 0.94'),
    macroF1: null,
    weightedF1: null,
    notes: notes('read-from-plot', 'one-seed'),
  },
  {
    id: 'D1',
    network: 'vanilla',
    networkInDeck: 'vanilla classifier',
    ...discrimination,
    epochs: 200,
    accuracy: figure('0.9281'),
    confusion: [
      [8645, 363],
      [336, 656],
    ],
    f1: figure('0.6524'),
    evaluates: 'C1',
    notes: notes('mean-beside-last-rotation', 'floor', 'one-seed'),
  },
  {
    id: 'D2',
    network: 'siamese-vanilla',
    networkInDeck: 'siamese classifier',
    ...discrimination,
    epochs: 200,
    accuracy: figure('0.9347'),
    confusion: [
      [8672, 336],
      [296, 696],
    ],
    f1: figure('0.6877'),
    evaluates: 'C4',
    notes: notes('mean-beside-last-rotation', 'floor', 'one-seed'),
  },
  {
    id: 'D3',
    network: 'discrimination',
    networkInDeck: 'siamese trained for discrimination',
    ...discrimination,
    epochs: 1_010,
    accuracy: figure('0.9300'),
    confusion: [
      [8647, 361],
      [339, 653],
    ],
    f1: figure('0.6510'),
    evaluates: null,
    notes: notes('rotation-1-only', 'floor', 'restarts', 'one-seed'),
  },
];

/** The accuracy of other people's networks on CIFAR-10, as the deck lists them: in percent. */
export interface ContextFigure {
  readonly network: string;
  readonly accuracyPercent: PublishedFigure;
}

export const CONTEXT_FIGURES: readonly ContextFigure[] = [
  { network: 'ViT-H/14', accuracyPercent: figure('99.5') },
  { network: 'LaNet', accuracyPercent: figure('99.03') },
  { network: 'PyramidNet', accuracyPercent: figure('99.03') },
  { network: 'ResNet50', accuracyPercent: figure('98.3') },
  { network: 'VGG-19 + GradInit', accuracyPercent: figure('94.71') },
  { network: 'ResNet', accuracyPercent: figure('92.3') },
];

/** True for the id of a row of the deck. */
export function isPublishedRowId(id: string): id is PublishedRowId {
  return PUBLISHED_ROWS.some((row) => row.id === id);
}

/**
 * The row with an id: a ClassificationRow for C1–C11 and E1, a DiscriminationRow for D1–D3.
 * @throws RangeError where an id came round the types (see isPublishedRowId)
 */
export function publishedRow(id: ClassificationRowId): ClassificationRow;
export function publishedRow(id: DiscriminationRowId): DiscriminationRow;
export function publishedRow(id: PublishedRowId): PublishedRow;
export function publishedRow(id: PublishedRowId): PublishedRow {
  const found = PUBLISHED_ROWS.find((row) => row.id === id);
  if (found === undefined) {
    throw new RangeError(
      `Received the row "${id}"; expected one of ${PUBLISHED_ROWS.map((row) => row.id).join(', ')}.`,
    );
  }
  return found;
}
