import { describe, expect, it } from 'vitest';

import { loadDataset } from '#main/datasets/load';
import { DATASETS } from '#shared/datasets/datasets';

import { sampleFiles, writeFiles } from './cifar10-samples';
import { temporaryFolder } from './temporary-folder';

describe('loadDataset', () => {
  it('draws the built-in dataset without a folder', async () => {
    const { facts, train } = await loadDataset('shapes', null);
    expect(facts.name).toBe('shapes');
    expect(train.count).toBe(5000);
  });

  it.each(DATASETS.kinds().filter((name) => DATASETS.get(name).needsInstall))(
    'refuses %s without a folder',
    async (name) => {
      await expect(loadDataset(name, null)).rejects.toMatchObject({
        code: 'dataset-missing',
        message: expect.stringContaining(`no folder for ${DATASETS.get(name).title}`) as string,
      });
    },
  );

  it.each(DATASETS.kinds().filter((name) => DATASETS.get(name).needsInstall))(
    'looks for the files of %s',
    async (name) => {
      const folder = await temporaryFolder();
      await expect(loadDataset(name, folder)).rejects.toThrow(`${folder} holds no file of ${DATASETS.get(name).title}`);
    },
  );

  it('expects the official sizes', async () => {
    const folder = await writeFiles(await temporaryFolder(), sampleFiles());
    await expect(loadDataset('cifar10', folder)).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringContaining('has 9,219 bytes (it ends inside record 4); expected 30,730,000.') as string,
    });
  });
});
