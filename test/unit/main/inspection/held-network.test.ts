import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import type { NamedTensor } from '#shared/networks/named-tensor';
import { initialWeights } from '#main/engine/initial-weights';
import { createNetworkHolder } from '#main/inspection/held-network';
import type { RunPlace } from '#main/inspection/messages';
import { writeWeights } from '#main/training/artefacts';
import { planNetwork } from '#shared/networks/index';

import { specOf } from '../database/spec';
import { temporaryFolder } from '../datasets/temporary-folder';
import { engineOf, readingNetwork, tinyDataset } from './fake-held';

async function aRun(seed: number): Promise<RunPlace> {
  const spec = specOf({});
  const runFolder = await temporaryFolder();
  const weights = await writeWeights(
    runFolder,
    initialWeights(planNetwork(spec.network, DATASETS.get(spec.dataset)), seed),
    {},
  );
  return { spec, folder: null, runFolder, weights };
}

function holder() {
  const imported: NamedTensor[][] = [];
  let disposed = 0;
  const engine = engineOf(() =>
    readingNetwork(1, {
      importWeights: (weights) => imported.push([...weights]),
      dispose: () => {
        disposed += 1;
      },
    }),
  );
  const networkOf = createNetworkHolder(
    () => engine,
    () => Promise.resolve(tinyDataset()),
  );
  return { networkOf, imported, disposed: () => disposed };
}

it('loads the weights of a run once, and lets go of them for those of another', async () => {
  const { networkOf, imported, disposed } = holder();
  const [one, other] = [await aRun(1), await aRun(2)];
  await networkOf(one);
  const { plan } = await networkOf(one);
  expect(plan.network).toBe('vanilla');
  expect(imported).toHaveLength(1);
  expect(imported[0]).toEqual(initialWeights(plan, 1));
  await networkOf(other);
  expect([imported.length, disposed()]).toEqual([2, 1]);
});

it('builds nothing of weights that are not as the run wrote them', async () => {
  const { networkOf, imported } = holder();
  const run = await aRun(1);
  await appendFile(join(run.runFolder, run.weights.file), 'x');
  await expect(networkOf(run)).rejects.toMatchObject({ code: 'artefact-damaged' });
  expect(imported).toEqual([]);
});
