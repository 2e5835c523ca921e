import type { DatasetDefinition } from '#shared/datasets/datasets';
import { emnistFacts, type EmnistSplit } from '#shared/datasets/emnist';

import type { RemoteFile } from './download';
import { idxDataset } from './idx-dataset';
import type { StoredDataset } from './stored-dataset';

/**
 * The archive of all splits in the idx format. Size and sha256 are those that TensorFlow Datasets checks it by
 * (url_checksums/emnist.txt); torchvision, which names the same address, checks the md5 58c8d27c78d21e728a6bc7b3cc06412e.
 */
const ARCHIVE: RemoteFile = {
  url: 'https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip',
  bytes: 561_753_746,
  sha256: 'fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e',
};

/** Of the values of the official files of Letters: train images, train labels, test images, test labels. */
const LETTERS_SHA256 = [
  '646a62d291fdca003cb71d4bcad4a9115d98ec383c4cc9d79136e33f61f15465',
  '0d99903cfb9cfa946e8e96c93075e89b12c678328a2f4085c707533e4d93a43d',
  '55f757a8d913202b77feffe533be45ce225473b0e07fafd2232f12e4089b5b35',
  '062d118d0459ebc21715245cb2d003ea28c7af7420a1b42c1f0fa61f3afa4da4',
];

export interface EmnistSource {
  readonly archive: RemoteFile;
  readonly facts: DatasetDefinition;
}

/** @param source another, smaller copy in the same layout */
export function emnistDataset(split: EmnistSplit, source: Partial<EmnistSource> = {}): StoredDataset {
  const { archive = ARCHIVE, facts = emnistFacts(split) } = source;
  const prefix = `emnist-${split}`;
  return idxDataset({
    facts,
    family: 'emnist',
    download: { files: [archive], keep: true },
    // beside one of its own: inside the official archive, and where torchvision unpacks that
    folders: [prefix, 'emnist', 'gzip', 'EMNIST/raw'],
    systemFolders: [],
    advice: 'What can be imported is the official gzip.zip, or a folder of the idx files out of it.',
    files: {
      trainImages: `${prefix}-train-images-idx3-ubyte`,
      trainLabels: `${prefix}-train-labels-idx1-ubyte`,
      testImages: `${prefix}-test-images-idx3-ubyte`,
      testLabels: `${prefix}-test-labels-idx1-ubyte`,
    },
    testLabelsSha256: null,
    officialSha256: split === 'letters' && source.facts === undefined ? LETTERS_SHA256 : null,
    firstLabel: split === 'letters' ? 1 : 0,
    // the other two have each class as often as it was written
    isEven: split !== 'byclass' && split !== 'bymerge',
    transposed: true,
    extras: new Map([[`${prefix}-mapping.txt`, 4_096]]),
  });
}
