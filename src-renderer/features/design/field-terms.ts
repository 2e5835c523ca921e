import type { TermName } from '../../ui/terms';

/** The word that a setting's label is, by the setting's path. */
const TERM_OF_PATH: Readonly<Record<string, TermName>> = {
  dataset: 'dataset',
  fraction: 'fraction',
  sample: 'sample',
  task: 'task',
  seeds: 'seed',
  protocols: 'protocol',
  'network.towers': 'tower',
  'network.head': 'head',
  'network.width': 'width',
  'network.embedding': 'embedding',
  'network.dropout': 'dropout',
  'network.l2': 'l2',
  'network.transfer.weights': 'transfer',
  'network.transfer.frozenThrough': 'frozen',
  'pairing.kind': 'pairing',
  'pairing.permutations': 'permutation',
  'pairing.rotations': 'rotation',
  'training.epochs': 'epoch',
  'training.batchSize': 'batch',
  'training.optimiser': 'optimiser',
  'training.learningRate': 'learningRate',
  'training.momentum': 'momentum',
  'training.labelSmoothing': 'labelSmoothing',
  'validation.kind': 'validation',
  'validation.fraction': 'heldOut',
  'compute.device': 'device',
  'compute.precision': 'precision',
};

/** The word that explains a setting; undefined where its label says all. */
export function termOfField(path: string): TermName | undefined {
  return Object.hasOwn(TERM_OF_PATH, path) ? TERM_OF_PATH[path] : undefined;
}
