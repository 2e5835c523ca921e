import { expect, it } from 'vitest';

import { parseExperimentSpec, type ExperimentDraft } from '#shared/experiment/experiment';
import { readerOf } from '#shared/experiment/fields/design-value';
import { allFields } from '#shared/experiment/fields/index';
import { settingAt } from '#shared/experiment/fields/setting';

function specOf(draft: ExperimentDraft): unknown {
  const result = parseExperimentSpec(draft);
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.spec;
}

const plain = specOf({ dataset: 'shapes', network: { kind: 'vanilla' } });
const paired = specOf({
  dataset: 'cifar10',
  network: { kind: 'discrimination' },
  pairing: { kind: 'rotations', rotations: [1, 2] },
  training: { earlyStopping: { patience: 3, monitor: 'training-loss' } },
});
const pretrained = specOf({ dataset: 'cifar10', network: { kind: 'vgg19' } });

it.each([
  [plain, 'training.batchSize', 512],
  [plain, 'training.optimiser', 'adam'],
  [plain, 'training.momentum', null],
  [plain, 'pairing.rotations', null],
  [plain, 'training.earlyStopping.patience', null],
  [plain, 'network.transfer.weights', null],
  [pretrained, 'network.transfer.weights', 'none'],
  [pretrained, 'network.transfer.frozenThrough', null],
  [paired, 'pairing.rotations', '1, 2'],
  [paired, 'training.earlyStopping.patience', 3],
  [paired, 'training.earlyStopping.monitor', 'training-loss'],
  [paired, 'of.a.newer.lab', null],
] as const)('of a design, %#: %s', (spec, path, says) => {
  expect(settingAt(path, readerOf(spec))).toBe(says);
});

it('asks for the defaults only where an older design is silent', () => {
  const whole = (): never => {
    throw new Error('asked');
  };
  for (const spec of [plain, paired, pretrained]) {
    for (const { path } of allFields()) expect(() => settingAt(path, readerOf(spec), whole)).not.toThrow();
  }
  const older = readerOf({ network: { kind: 'vanilla' }, training: {} });
  expect(() => settingAt('training.keep', older, whole)).toThrow('asked');
  expect(settingAt('training.keep', older, () => readerOf(plain))).toBe('last');
});

it('takes what a design of a newer lab says as it is', () => {
  const newer = readerOf({ network: { kind: 'of-tomorrow', width: 7, more: { deep: [1, 2] } } });
  expect(settingAt('network.width', newer)).toBe(7);
  expect(settingAt('network.more.deep', newer)).toBe('[1,2]');
});
