import type { Leaf } from '#shared/comparison/fields';
import { NETWORK_NAMES } from '#shared/networks/network-name';
import type { MessageKey } from '../i18n/i18n';
import { en } from '../i18n/en';
import { hasText } from '../i18n/has-text';

/** What the fields that we know are called on other screens too. A field that is not here is shown by its path. */
const LABELS: Readonly<Record<string, MessageKey>> = {
  row: 'spec.row',
  task: 'spec.task',
  dataset: 'spec.dataset',
  fraction: 'spec.fraction',
  'network.kind': 'spec.network',
  'network.towers': 'spec.towers',
  'network.head': 'spec.head',
  'network.width': 'spec.width',
  'network.embedding': 'spec.embedding',
  'network.dropout': 'spec.dropout',
  'network.l2': 'spec.l2',
  'network.scaling': 'spec.scaling',
  'network.transfer': 'spec.transfer',
  'network.transfer.weights': 'spec.transfer',
  'network.transfer.frozenThrough': 'spec.frozen',
  'network.headUnits': 'spec.headUnits',
  pairing: 'spec.pairing',
  'pairing.kind': 'spec.pairing',
  'pairing.permutations': 'spec.permutations',
  'pairing.draw': 'spec.partners',
  'pairing.redraw': 'spec.drawn',
  'pairing.rotations': 'spec.rotations',
  'pairing.sameWeight': 'spec.sameWeight',
  'training.optimiser': 'spec.optimiser',
  'training.learningRate': 'spec.learningRate',
  'training.momentum': 'spec.momentum',
  'training.batchSize': 'spec.batchSize',
  'training.epochs': 'spec.epochs',
  'training.earlyStopping': 'spec.earlyStopping',
  'training.earlyStopping.patience': 'compareFields.label.patience',
  'training.earlyStopping.monitor': 'compareFields.label.monitor',
  'training.keep': 'spec.keep',
  'compute.device': 'compute.device',
  'compute.threads': 'compute.threads',
  'compute.precision': 'facts.precision',
  'validation.kind': 'spec.validation',
  'validation.fraction': 'compareFields.label.validationFraction',
  protocols: 'compareFields.label.protocols',
  seed: 'compareFields.label.seed',
  epochsDone: 'compareFields.label.epochsDone',
  'facts.parameterCount': 'facts.parameters',
  'facts.trainCount': 'facts.trainCount',
  'facts.testCount': 'facts.testCount',
  'facts.heldOutCount': 'facts.heldOutCount',
  'facts.keptEpoch': 'facts.keptEpoch',
  'facts.startingWeights.file': 'facts.startingWeights',
  'facts.startingWeights.sha256': 'facts.startingChecksum',
  'facts.datasetChecksum': 'facts.checksum',
  'facts.machine.processor': 'facts.processor',
  'facts.machine.cores': 'compareFields.label.cores',
  'facts.machine.memoryBytes': 'facts.memory',
  'facts.machine.platform': 'facts.platform',
  'facts.machine.runtime': 'facts.runtime',
  'facts.machine.device': 'facts.device',
  'facts.machine.deviceId': 'facts.deviceId',
  'facts.machine.threads': 'facts.threads',
  'facts.machine.precision': 'facts.precision',
  'facts.machine.engine': 'facts.engine',
  'facts.machine.code': 'facts.code',
};

export function fieldLabel(path: string): MessageKey | null {
  return LABELS[path] ?? null;
}

/** What a value is called on other screens; null where it is shown as it is. */
export function valueLabel(path: string, value: Leaf): MessageKey | null {
  if (path === 'pairing.redraw' && typeof value === 'boolean')
    return `pairing.redrawOf.${value ? 'each-epoch' : 'once'}`;
  if (typeof value === 'boolean') return value ? 'compareFields.yes' : 'compareFields.no';
  if (typeof value !== 'string') return value === null ? 'compareFields.none' : null;
  if (path === 'dataset' && hasText(en.dataset.titles, value)) return `dataset.titles.${value}`;
  if (path === 'network.kind' && hasText(NETWORK_NAMES, value)) return `network.${value}`;
  const among = (names: object): boolean => Object.hasOwn(names, value);
  if (path === 'task' && among(en.spec.tasks)) return `spec.tasks.${value as keyof typeof en.spec.tasks}`;
  if (path === 'network.towers' && among(en.network.towersOf)) {
    return `network.towersOf.${value as keyof typeof en.network.towersOf}`;
  }
  if (path === 'network.head' && among(en.network.headOf)) {
    return `network.headOf.${value as keyof typeof en.network.headOf}`;
  }
  if (path === 'pairing.draw' && among(en.pairing.drawOf)) {
    return `pairing.drawOf.${value as keyof typeof en.pairing.drawOf}`;
  }
  if (path === 'pairing.kind' && among(en.spec.pairings))
    return `spec.pairings.${value as keyof typeof en.spec.pairings}`;
  if (path === 'training.optimiser' && among(en.spec.optimisers)) {
    return `spec.optimisers.${value as keyof typeof en.spec.optimisers}`;
  }
  if (path === 'training.keep' && among(en.spec.keeps)) return `spec.keeps.${value as keyof typeof en.spec.keeps}`;
  if (path === 'validation.kind' && value === 'test-set') return 'spec.validations.test-set';
  if (path === 'compute.device' && value === 'auto') return 'compute.auto';
  return null;
}
