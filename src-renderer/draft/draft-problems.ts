import type { SpecProblem } from '#shared/experiment/experiment';
import type { DraftText } from './draft-text';

export type DraftField = keyof DraftText;

const FIELD_OF_PATH: Readonly<Record<string, DraftField>> = {
  dataset: 'dataset',
  fraction: 'fraction',
  'network.width': 'width',
  'network.embedding': 'embedding',
  'network.dropout': 'dropout',
  'network.l2': 'l2',
  'network.headUnits': 'headUnits',
  'pairing.permutations': 'permutations',
  'pairing.rotations': 'rotations',
  'pairing.sameWeight': 'sameWeight',
  'training.epochs': 'epochs',
  'training.batchSize': 'batchSize',
  'training.learningRate': 'learningRate',
  'training.momentum': 'momentum',
  'training.earlyStopping.patience': 'patience',
  'validation.fraction': 'heldOut',
  protocols: 'protocols',
  seeds: 'seeds',
  'compute.device': 'device',
  'compute.threads': 'threads',
  'compute.precision': 'precision',
};

/** The first problem of each field; `seeds.2` belongs to the field of the seeds. */
export function problemsByField(problems: readonly SpecProblem[]): ReadonlyMap<DraftField, string> {
  const found = new Map<DraftField, string>();
  for (const { field, message } of problems) {
    const name = FIELD_OF_PATH[field.replace(/\.\d+$/, '')];
    if (name !== undefined && !found.has(name)) found.set(name, message);
  }
  return found;
}
