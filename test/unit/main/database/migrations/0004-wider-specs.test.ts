import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';
import { parseExperimentSpec } from '#shared/experiment/experiment';

/** Designs as version 3 stored them. */
const training = { optimiser: 'adam', learningRate: 0.001, batchSize: 512, epochs: 200, earlyStopping: null };
const OLD = [
  { dataset: 'cifar10', fraction: 1, network: { kind: 'vanilla' }, pairing: null, training },
  {
    dataset: 'cifar10',
    fraction: 0.5,
    network: { kind: 'siamese-vanilla', towers: 'separate', head: 'concatenate' },
    pairing: { permutations: 2, draw: 'with-replacement', redraw: false },
    training,
  },
  {
    dataset: 'cifar10',
    fraction: 1,
    network: { kind: 'vgg19' },
    pairing: null,
    training: { ...training, earlyStopping: { patience: 30 } },
  },
].map((spec) => ({ row: null, task: 'classification', ...spec, seeds: [1] }));

it('version 4 writes into an old design what it took for granted, and no more', () => {
  const database = new Database(':memory:');
  migrate(database, MIGRATIONS.slice(0, 3));
  const insert = database.prepare('INSERT INTO experiments (title, spec, created_at) VALUES (?, ?, 1)');
  for (const spec of OLD) insert.run('an experiment', JSON.stringify(spec));
  migrate(database, MIGRATIONS.slice(0, 4));
  const stored = database
    .prepare<[], string>('SELECT spec FROM experiments ORDER BY id')
    .pluck()
    .all()
    .map((spec) => JSON.parse(spec) as object);
  expect(stored).toEqual([
    {
      ...OLD[0],
      network: { kind: 'vanilla', width: 32, embedding: 32, dropout: 0.2, l2: 0 },
      training: { ...training, momentum: 0.9, keep: 'last' },
      validation: { kind: 'test-set' },
      protocols: ['single'],
    },
    {
      ...OLD[1],
      network: { ...OLD[1]?.network, width: 32, embedding: 32, dropout: 0.2, l2: 0 },
      pairing: { ...OLD[1]?.pairing, kind: 'class-preserving' },
      training: { ...training, momentum: 0.9, keep: 'last' },
      validation: { kind: 'test-set' },
      protocols: ['duplicates', 'class-matched'],
    },
    {
      ...OLD[2],
      network: { kind: 'vgg19', scaling: 'unit', transfer: null, headUnits: 0 },
      training: {
        ...training,
        earlyStopping: { patience: 30, monitor: 'training-loss' },
        momentum: 0.9,
        keep: 'last',
      },
      validation: { kind: 'test-set' },
      protocols: ['single'],
    },
  ]);
  // what a later version added takes its default when it is read
  const compute = { device: 'auto', threads: null, precision: 'float32' };
  for (const spec of stored) {
    const training = { ...(spec as { readonly training: object }).training, labelSmoothing: 0 };
    const sample = (spec as { readonly fraction: number }).fraction === 1 ? null : 'first';
    expect(parseExperimentSpec(spec)).toEqual({ kind: 'valid', spec: { ...spec, sample, training, compute } });
  }
});
