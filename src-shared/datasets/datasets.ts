import { EMNIST_DATASETS } from './emnist';

/** Facts about the datasets that the lab knows, without their images. How they are found and read is main's business. */
export interface DatasetFacts {
  readonly name: DatasetName;
  readonly title: string;
  /** [height, width, channels] of one image, uint8. */
  readonly imageShape: readonly [number, number, number];
  readonly classNames: readonly string[];
  readonly trainCount: number;
  readonly testCount: number;
  /** False where the lab makes the images itself, so that nothing has to be installed. */
  readonly needsInstall: boolean;
  /** Of a dataset that others made. */
  readonly origin?: DatasetOrigin;
}

export interface DatasetOrigin {
  readonly homepage: string;
  /** How its authors are to be named. */
  readonly citation: string;
  /** What has to be downloaded to install it. */
  readonly downloadBytes: number;
}

export const DATASET_NAMES = [
  'cifar10',
  'shapes',
  'emnist-letters',
  'emnist-balanced',
  'emnist-byclass',
  'emnist-bymerge',
  'emnist-digits',
  'emnist-mnist',
  'fashion-mnist',
] as const;
export type DatasetName = (typeof DATASET_NAMES)[number];

export const DATASETS: Readonly<Record<DatasetName, DatasetFacts>> = {
  cifar10: {
    name: 'cifar10',
    title: 'CIFAR-10',
    imageShape: [32, 32, 3],
    classNames: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
    trainCount: 50_000,
    testCount: 10_000,
    needsInstall: true,
    origin: {
      homepage: 'https://www.cs.toronto.edu/~kriz/cifar.html',
      citation: 'A. Krizhevsky: Learning multiple layers of features from tiny images. University of Toronto, 2009.',
      downloadBytes: 170_052_171,
    },
  },
  shapes: {
    name: 'shapes',
    title: 'Shapes',
    imageShape: [32, 32, 3],
    classNames: ['disc', 'ring', 'square', 'triangle', 'cross', 'star', 'stripes', 'checkers', 'dots', 'waves'],
    trainCount: 5_000,
    testCount: 1_000,
    needsInstall: false,
  },
  ...EMNIST_DATASETS,
  'fashion-mnist': {
    name: 'fashion-mnist',
    title: 'Fashion-MNIST',
    imageShape: [28, 28, 1],
    classNames: [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
    trainCount: 60_000,
    testCount: 10_000,
    needsInstall: true,
    origin: {
      homepage: 'https://github.com/zalandoresearch/fashion-mnist',
      citation:
        'H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms. arXiv:1708.07747, 2017.',
      downloadBytes: 30_878_645,
    },
  },
};

/** What each dataset is called, in English. */
export const DATASET_TITLES = Object.fromEntries(DATASET_NAMES.map((name) => [name, DATASETS[name].title])) as Readonly<
  Record<DatasetName, string>
>;

/**
 * The number of training images that a fraction stands for: the *first* ones in the file's order, as in the deck,
 * rounded to the nearest whole image, and at least one.
 */
export function trainingCount(facts: DatasetFacts, fraction: number): number {
  return Math.max(1, Math.round(facts.trainCount * fraction));
}

/** Where a dataset stands on this machine. */
export type DatasetState =
  | { readonly kind: 'built-in' }
  | {
      readonly kind: 'installed';
      readonly folder: string;
      /** Left out where its files were never verified, or have changed since. */
      readonly findings?: DatasetFindings;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly folder: string; readonly problem: string };

/**
 * Whether a copy holds the bytes that the dataset's authors published. *unknown*: they publish no checksum for the files
 * that it came in.
 */
export type DatasetBytes = 'official' | 'not-official' | 'unknown';

/** What a verification found. What is certainly wrong is refused; this is what a reader of figures should know. */
export interface DatasetFindings {
  readonly bytes: DatasetBytes;
  /** Test images that are training images too, pixel by pixel. */
  readonly sharedImages: number;
  /** Milliseconds since 1970. */
  readonly verifiedAt: number;
}

export interface DatasetInfo {
  readonly facts: DatasetFacts;
  readonly state: DatasetState;
}

/** What a download waits for while nothing arrives. */
export interface DownloadWaiting {
  readonly host: string;
  /** The one that goes on, from 1. */
  readonly attempt: number;
  /** How many there are before it gives up, if the host never answers. */
  readonly attempts: number;
  /** After so many without an answer this attempt ends. */
  readonly seconds: number;
}

/** How far the installation of a dataset has come. */
export interface InstallProgress {
  readonly dataset: DatasetName;
  readonly phase: 'downloading' | 'checking' | 'unpacking' | 'verifying';
  readonly doneBytes: number;
  /** Undefined while the size is not known. */
  readonly totalBytes?: number;
  /** Of a download that has asked and was not answered yet. */
  readonly waiting?: DownloadWaiting;
}
