import { DATASETS, type DatasetFacts } from '#shared/datasets';
import type { EmnistSplit } from '#shared/emnist';

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

export interface EmnistSource {
  readonly archive: RemoteFile;
  readonly facts: DatasetFacts;
}

/** @param source another, smaller copy in the same layout */
export function emnistDataset(split: EmnistSplit, source: Partial<EmnistSource> = {}): StoredDataset {
  const { archive = ARCHIVE, facts = DATASETS[`emnist-${split}`] } = source;
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
    firstLabel: split === 'letters' ? 1 : 0,
    transposed: true,
    extras: new Map([[`${prefix}-mapping.txt`, 4_096]]),
  });
}
