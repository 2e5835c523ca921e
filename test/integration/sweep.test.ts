import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import type { ExperimentSpec } from '#shared/experiment/experiment';
import type { Run } from '#shared/runs/run';

import { killWhatRuns, runLab, temporaryHome } from './lab-process';

interface SweepJson {
  readonly experiments: readonly { readonly spec: ExperimentSpec; readonly runSeconds: number | null }[];
  readonly runs: number;
  readonly seconds: number | null;
}

afterEach(killWhatRuns);

describe('the command line', { timeout: 300_000 }, () => {
  it('shows what a sweep is and takes before it is queued, measures a network once, and trains all of it', async () => {
    const home = await temporaryHome();
    const sweep = ['sweep', '--networks', 'vanilla,siamese-vanilla', '--fractions', '0.02,0.04', '--permutations', '1'];
    const small = [...sweep, '--batch', '50', '--epochs', '1', '--seeds', '1', '--width', '4', '--json'];
    const shown = await runLab(home, small);
    expect(shown.status, shown.errors).toBe(0);
    const plan = JSON.parse(shown.output) as SweepJson;
    expect(plan.experiments.map(({ spec }) => [spec.network.kind, spec.fraction])).toEqual([
      ['vanilla', 0.02],
      ['vanilla', 0.04],
      ['siamese-vanilla', 0.02],
      ['siamese-vanilla', 0.04],
    ]);
    expect(plan.runs).toBe(4);
    expect(plan.seconds).toBeGreaterThan(0);
    // two networks, two fractions each
    expect(shown.errors.match(/Measuring/g)).toHaveLength(2);
    const listed = await runLab(home, ['runs', '--json']);
    expect(JSON.parse(listed.output)).toMatchObject({ total: 0 });

    const went = await runLab(home, [...small, '--go']);
    expect(went.status, went.errors).toBe(0);
    expect(went.errors).not.toContain('Measuring');
    const { runs } = JSON.parse(went.output) as { readonly runs: readonly Run[] };
    expect(runs.map(({ status, experimentId }) => [status, experimentId])).toEqual(
      [1, 2, 3, 4].map((id) => ['finished', id]),
    );
  });

  it('estimates a design from a file, and refuses a file that is none', async () => {
    const home = await temporaryHome();
    const design = join(home, 'design.json');
    await writeFile(
      design,
      JSON.stringify({ dataset: 'shapes', fraction: 0.1, network: { kind: 'vanilla', width: 4 } }),
    );
    const estimated = await runLab(home, ['estimate', '--design', design, '--epochs', '3', '--json']);
    expect(estimated.status, estimated.errors).toBe(0);
    expect(JSON.parse(estimated.output)).toMatchObject({
      spec: { fraction: 0.1, network: { width: 4 }, training: { epochs: 3 } },
      workload: { epochs: 3, trained: 500, watched: 1000, tested: 1000 },
      calibration: { engine: 'graph' },
    });
    await writeFile(design, '{"dataset": "shape"}');
    const refused = await runLab(home, ['run', '--design', design]);
    expect([refused.status, refused.errors]).toEqual([1, expect.stringMatching(/design\.json[^]*dataset: Received/)]);
    const missing = await runLab(home, ['run', '--design', join(home, 'nowhere.json')]);
    expect([missing.status, missing.errors]).toEqual([1, expect.stringContaining('nowhere.json')]);
  });
});
