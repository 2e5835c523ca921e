import type { DatasetDefinition } from './datasets';

export const FASHION_MNIST: DatasetDefinition<'fashion-mnist'> = {
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
};
