import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';

import {
  forgetOwnDataset,
  isOwnDataset,
  knowDatasetOf,
  knowOwnDataset,
  knowOwnDatasets,
} from '#main/datasets/own/own-store';
import { SOURCES } from '#main/datasets/sources';
import { DATASETS } from '#shared/datasets/datasets';

import { HOSTILE_VALUES } from '../../../shared/hostile-values';
import { temporaryFolder } from '../temporary-folder';
import { IMAGES, madeDataset } from './made-dataset';

const BUILT_IN = [DATASETS.kinds(), SOURCES.kinds()];

afterEach(() => {
  for (const name of DATASETS.kinds()) forgetOwnDataset(name);
  // what is built in was neither replaced nor forgotten
  expect([DATASETS.kinds(), SOURCES.kinds()]).toEqual(BUILT_IN);
});

const OTHER = { ...IMAGES, test: { ...IMAGES.test, labels: Uint8Array.of(0, 0) } };

async function changeRecord(folder: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, 'dataset.json');
  await writeFile(path, change(await readFile(path, 'utf8')));
}

describe('knowOwnDataset', () => {
  it('makes one known, that can be read', async () => {
    const { folder } = await madeDataset();
    expect(isOwnDataset('made')).toBe(false);
    expect(knowOwnDataset(folder)).toBe('made');
    expect(isOwnDataset('made')).toBe(true);
    expect(DATASETS.get('made')).toMatchObject({
      title: 'Made',
      needsInstall: true,
      own: { source: '/somewhere/pictures' },
    });
    expect((await SOURCES.get('made').load(folder)).train.count).toBe(3);
  });

  it('knows one once, and another one of the name in its place', async () => {
    const { folder } = await madeDataset();
    knowOwnDataset(folder);
    const first = SOURCES.get('made');
    expect(knowOwnDataset(folder)).toBe('made');
    expect(SOURCES.get('made')).toBe(first);
    const other = await madeDataset(OTHER);
    expect(knowOwnDataset(other.folder)).toBe('made');
    expect(SOURCES.get('made')).not.toBe(first);
    expect((await SOURCES.get('made').load(other.folder)).test.labels).toEqual(OTHER.test.labels);
  });

  it('never knows one in the place of what is built in', async () => {
    const before = DATASETS.get('cifar10');
    const { folder } = await madeDataset(IMAGES, { name: 'cifar10' });
    expect(knowOwnDataset(folder)).toBeNull();
    expect(DATASETS.get('cifar10')).toBe(before);
    expect(isOwnDataset('cifar10')).toBe(false);
    forgetOwnDataset('cifar10');
    expect(DATASETS.get('cifar10')).toBe(before);
  });

  it.each<[string, (text: string) => string]>([
    ['is empty', () => ''],
    ['is cut off', (text) => text.slice(0, 200)],
    ['is of a later version', (text) => text.replace('"version": 1', '"version": 2')],
    ['has facts of another name', (text) => text.replace('"name": "made"', '"name": "other"')],
    ['has a name that leads out of the folder', (text) => text.replaceAll('"name": "made"', '"name": "../.."')],
    ['has one class', (text) => text.replace('"a",', '')],
  ])('knows none whose record %s', async (_how, change) => {
    const { folder } = await madeDataset();
    await changeRecord(folder, change);
    expect(knowOwnDataset(folder)).toBeNull();
  });

  it('knows none in an empty folder, or in none', async () => {
    const folder = await temporaryFolder();
    expect([knowOwnDataset(folder), knowOwnDataset(join(folder, 'gone'))]).toEqual([null, null]);
  });
});

describe('knowOwnDatasets', () => {
  it('knows all of a folder, and forgets those that are gone', async () => {
    const parent = await temporaryFolder();
    const [one] = [
      await madeDataset(IMAGES, { name: 'one', parent }),
      await madeDataset(IMAGES, { name: 'two', parent }),
    ];
    await madeDataset(IMAGES, { name: '.one-stage', parent }).catch(() => null);
    knowOwnDatasets(parent);
    expect([isOwnDataset('one'), isOwnDataset('two')]).toEqual([true, true]);
    await rm(one.folder, { recursive: true });
    knowOwnDatasets(parent);
    expect([isOwnDataset('one'), isOwnDataset('two')]).toEqual([false, true]);
    expect(DATASETS.find('one')).toBeUndefined();
    knowOwnDatasets(join(parent, 'gone'));
    expect(isOwnDataset('two')).toBe(false);
  });
});

describe('knowDatasetOf', () => {
  it.each<[string, (folder: string) => unknown]>([
    ['a training', (datasetFolder) => ({ kind: 'train', job: { datasetFolder } })],
    ['a question about a dataset', (folder) => ({ id: 1, args: { folder } })],
    ['a question about a run', (folder) => ({ id: 1, args: { run: { folder } } })],
  ])('knows the dataset of %s', async (_what, messageOf) => {
    const { folder } = await madeDataset();
    knowDatasetOf(messageOf(folder));
    expect(isOwnDataset('made')).toBe(true);
  });

  it('knows the facts of a measurement, and leaves those that are known', async () => {
    const { folder, file } = await madeDataset();
    knowDatasetOf({ job: { datasetFacts: file.facts } });
    expect(DATASETS.get('made')).toMatchObject({ title: 'Made', needsInstall: true });
    // the images themselves come in its place
    knowOwnDataset(folder);
    expect(SOURCES.find('made')).toBeDefined();
    const [cifar10] = [DATASETS.get('cifar10')];
    knowDatasetOf({ job: { datasetFacts: { ...file.facts, name: 'cifar10' } } });
    expect(DATASETS.get('cifar10')).toBe(cifar10);
  });

  it('never throws, whatever a message is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const message of [
          value,
          { job: value },
          { args: value },
          { job: { datasetFolder: value, datasetFacts: value } },
        ]) {
          knowDatasetOf(message);
        }
      }),
    );
    for (const value of HOSTILE_VALUES) {
      for (const message of [
        value,
        { job: { datasetFolder: value, datasetFacts: value } },
        { args: { folder: value, run: value } },
      ]) {
        expect(() => knowDatasetOf(message)).not.toThrow();
      }
    }
  });
});
