/** What a fact of a run is called; a field of the design is called by its own name. */
const NAMES: Readonly<Record<string, string>> = {
  epochsDone: 'epochs trained',
  'facts.parameterCount': 'parameters',
  'facts.trainCount': 'training images',
  'facts.testCount': 'test images',
  'facts.heldOutCount': 'held-out images',
  'facts.keptEpoch': 'kept epoch',
  'facts.startingWeights.name': 'starting weights',
  'facts.startingWeights.file': 'starting weights, file',
  'facts.startingWeights.sha256': 'starting weights, sha256',
  'facts.datasetChecksum': 'dataset, sha256',
  'facts.machine.processor': 'processor',
  'facts.machine.cores': 'cores',
  'facts.machine.memoryBytes': 'memory in bytes',
  'facts.machine.platform': 'platform',
  'facts.machine.runtime': 'runtime',
  'facts.machine.device': 'device',
  'facts.machine.deviceId': 'device, id',
  'facts.machine.threads': 'threads',
  'facts.machine.precision': 'precision',
  'facts.machine.engine': 'engine',
  'facts.machine.code': 'lab',
};
const LIBRARY = 'facts.machine.libraries.';

/** "training images", "library tensorflow"; a field of the design as it is, such as `training.epochs`. */
export function fieldName(path: string): string {
  if (path.startsWith(LIBRARY)) return `library ${path.slice(LIBRARY.length)}`;
  return NAMES[path] ?? path.replace(/^facts\.(machine\.)?/u, '');
}
