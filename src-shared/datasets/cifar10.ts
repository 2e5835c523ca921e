import type { DatasetDefinition } from './datasets';

export const CIFAR10: DatasetDefinition<'cifar10'> = {
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
};
