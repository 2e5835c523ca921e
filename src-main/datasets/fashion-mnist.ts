import type { DatasetDefinition } from '#shared/datasets/datasets';
import { FASHION_MNIST } from '#shared/datasets/fashion-mnist';

import type { RemoteFile } from './download';
import { idxDataset } from './idx-dataset';
import type { StoredDataset } from './stored-dataset';

// The authors' own host speaks plain http only, so that the checksums alone tell that the files are theirs. These are
// the ones that TensorFlow Datasets checks by (url_checksums/fashion_mnist.txt); the authors themselves give md5s.
const HOST = 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com';
const REMOTE_FILES: readonly RemoteFile[] = [
  {
    url: `${HOST}/train-images-idx3-ubyte.gz`,
    bytes: 26_421_880,
    sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
  },
  {
    url: `${HOST}/train-labels-idx1-ubyte.gz`,
    bytes: 29_515,
    sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
  },
  {
    url: `${HOST}/t10k-images-idx3-ubyte.gz`,
    bytes: 4_422_102,
    sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
  },
  {
    url: `${HOST}/t10k-labels-idx1-ubyte.gz`,
    bytes: 5_148,
    sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
  },
];
/** sha256 of the 10,000 test labels. MNIST has files of the same names and sizes. */
const TEST_LABELS_SHA256 = '3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9';
/** Where the package dataset-fashion-mnist of Debian puts the files. */
const DEBIAN_FOLDER = '/usr/share/datasets/fashion-mnist';

export interface FashionMnistSource {
  readonly files: readonly RemoteFile[];
  readonly facts: DatasetDefinition;
  readonly systemFolders: readonly string[];
  readonly testLabelsSha256: string | null;
}

/** @param source another, smaller copy in the same layout */
export function fashionMnistDataset(source: Partial<FashionMnistSource> = {}): StoredDataset {
  const { files = REMOTE_FILES, facts = FASHION_MNIST } = source;
  return idxDataset({
    facts,
    family: 'fashion-mnist',
    download: { files, keep: false },
    // beside one of its own: where torchvision puts the files, and where they lie in the authors' repository
    folders: ['fashion-mnist', 'FashionMNIST/raw', 'data/fashion'],
    systemFolders: source.systemFolders ?? (process.platform === 'linux' ? [DEBIAN_FOLDER] : []),
    advice:
      'What can be imported is a folder or an archive of the four idx files; ' +
      'on Debian the package dataset-fashion-mnist brings them too.',
    files: {
      trainImages: 'train-images-idx3-ubyte',
      trainLabels: 'train-labels-idx1-ubyte',
      testImages: 't10k-images-idx3-ubyte',
      testLabels: 't10k-labels-idx1-ubyte',
    },
    testLabelsSha256: source.testLabelsSha256 === undefined ? TEST_LABELS_SHA256 : source.testLabelsSha256,
    officialSha256: null,
    firstLabel: 0,
    isEven: true,
    transposed: false,
    extras: new Map(),
  });
}
