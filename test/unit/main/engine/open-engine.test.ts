import { availableParallelism } from 'node:os';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { PROCESSOR } from '#main/devices/processor-compute';
import { openEngine } from '#main/engine/open-engine';
import { TINY_NETWORKS } from '#main/engine/self-test/tiny-networks';
import type { NetworkPlan } from '#shared/networks/plan';

const INTRAOP = 'TF_NUM_INTRAOP_THREADS';

function planOf(wanted: string): NetworkPlan {
  const found = TINY_NETWORKS.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`There is no network ${wanted}.`);
  return found.plan;
}
const CUT = planOf('a plain network');
const WHOLE = planOf('batch normalisation and L2');

afterEach(() => vi.unstubAllEnvs());

describe('the threads of a kernel', () => {
  it.each([
    ['one core each where the batch is cut into as many lanes', 6, CUT, '1'],
    ['what eight lanes leave them', 24, CUT, '3'],
    ['all of them where the batch stays whole', 6, WHOLE, '6'],
    ['of all cores where no number was asked for', null, WHOLE, String(availableParallelism())],
  ])('of the graph engine are %s', async (_, threads, plan, expected) => {
    // as the surroundings of a run with so many threads say, for an engine without lanes
    vi.stubEnv(INTRAOP, '12');
    await openEngine({ ...PROCESSOR, threads }, 'graph', plan);
    expect(process.env[INTRAOP]).toBe(expected);
  });

  it('are left to the surroundings where no batch is cut: by the reference engine, and without a plan', async () => {
    vi.stubEnv(INTRAOP, '12');
    await openEngine({ ...PROCESSOR, threads: 6 }, 'layers', CUT);
    await openEngine({ ...PROCESSOR, threads: 6 });
    expect(process.env[INTRAOP]).toBe('12');
  });
});

describe('an engine', () => {
  it('on a GPU that libtensorflow does not see is refused', async () => {
    await expect(openEngine({ ...PROCESSOR, device: 'cuda:0' }, 'graph', CUT)).rejects.toMatchObject({
      code: 'device-unusable',
    });
  });

  it('that does not exist is refused by the names of those that do', async () => {
    await expect(openEngine(PROCESSOR, 'abacus')).rejects.toMatchObject({
      message: expect.stringContaining('Received the engine "abacus"') as unknown,
    });
  });
});
