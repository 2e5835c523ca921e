import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import Database from 'better-sqlite3';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { bestDevice, passes, type DeviceReport, type DeviceSurvey } from '#shared/devices/devices';
import { TINY_NETWORKS } from '#main/engine/self-test/tiny-networks';
import type { Run } from '#shared/runs/run';
import { findGpu, measure } from '../bench/gpu';
import { killWhatRuns, runLab, startLab, temporaryHome } from './lab-process';
import { softwareVulkan } from './software-vulkan';

const hasNvidia = spawnSync('nvidia-smi').error === undefined;
const SMALL = ['run', '--dataset', 'shapes', '--fraction', '0.1', '--batch', '100', '--json'];

// each starts the command line several times, which takes long on a busy machine
vi.setConfig({ testTimeout: 240_000 });
afterEach(killWhatRuns);

const vulkan = softwareVulkan();

describe('the devices of this machine', () => {
  let survey: DeviceSurvey;
  beforeAll(async () => {
    const { status, output } = await runLab(await temporaryHome(), ['devices', '--json'], vulkan);
    expect(status, output).toBe(0);
    survey = JSON.parse(output) as DeviceSurvey;
  }, 240_000);

  /** A report of a device that trained every tiny network as the reference does. */
  function passedReport(id: string): DeviceReport | undefined {
    const report = survey.reports.find(({ device }) => device.id === id);
    const { result } = report ?? {};
    expect(result?.checks.map(({ name }) => name)).toEqual(TINY_NETWORKS.map(({ name }) => name));
    expect(result?.checks.every((check) => passes(check, result.tolerance))).toBe(true);
    expect(result?.speed?.imagesPerSecond).toBeGreaterThan(0);
    return report;
  }

  it('are listed as one JSON object: the processor passes, and what is missing says why', () => {
    const { missing } = survey;
    expect(passedReport('cpu')).toMatchObject({ trouble: null, device: { kind: 'cpu', precisions: ['float32'] } });
    for (const { trouble } of missing) {
      expect(trouble.reason).not.toBe('');
      expect(trouble.mend).not.toBe('');
    }
  });

  it.skipIf(vulkan === undefined)(
    'pass the self-test by WebGPU on a software driver, which is never the best choice (skipped without Electron’s SwiftShader)',
    () => {
      expect(passedReport('webgpu:0')).toMatchObject({
        trouble: null,
        device: { isSoftware: true },
        result: { engine: 'layers' },
      });
      expect(bestDevice(survey)).not.toMatch(/webgpu/);
    },
  );

  it.skipIf(hasNvidia)('leave nothing to measure to the benchmark of a GPU, which says why', async () => {
    const why = findGpu(survey);
    if (typeof why !== 'string') throw new Error('An NVIDIA GPU passed its test.');
    expect(why).toMatch(/^(No NVIDIA|libtensorflow with CUDA)/);
    expect(await measure([])).toMatchObject({
      json: { gpu: null, why },
      reports: [{ title: expect.stringContaining(`this is for an NVIDIA GPU through CUDA. ${why}`) as string }],
      isFailed: true,
    });
  });

  it.skipIf(hasNvidia)('refuse a run on an NVIDIA GPU that is not there, and queue nothing', async () => {
    const home = await temporaryHome();
    const { status, output, errors } = await runLab(home, [...SMALL, '--device', 'cuda:0']);
    expect(status).toBe(1);
    expect(JSON.parse(output)).toMatchObject({ failure: { code: 'device-unusable' } });
    expect(errors).toMatch(/The device cuda:0 cannot be used\..*train on the processor \(--device cpu\)/s);
    expect(JSON.parse((await runLab(home, ['runs', '--json'])).output)).toMatchObject({ total: 0 });
  });

  it.skipIf(hasNvidia)('refuse a design and a run of another machine that had one, and queue nothing', async () => {
    const home = await temporaryHome();
    const trained = await runLab(home, [...SMALL, '--epochs', '1']);
    expect(trained.status, trained.errors).toBe(0);
    const { spec } = JSON.parse(trained.output) as Run;
    const foreign = { ...spec, compute: { device: 'cuda:0', threads: null, precision: 'tf32' } };
    const design = join(home, 'design.json');
    await writeFile(design, JSON.stringify(foreign));
    // as if it had come here in a bundle
    const database = new Database(join(home, 'lab.sqlite'));
    database.prepare('UPDATE experiments SET spec = ?').run(JSON.stringify(foreign));
    database.prepare("UPDATE runs SET status = 'cancelled'").run();
    database.close();
    for (const asking of [
      ['run', '--design', design],
      ['retry', '1'],
      ['resume', '1'],
    ]) {
      const { status, output } = await runLab(home, [...asking, '--json']);
      expect(status).toBe(1);
      expect(JSON.parse(output), asking.join(' ')).toMatchObject({ failure: { code: 'device-unusable' } });
    }
    expect(JSON.parse((await runLab(home, ['runs', '--json'])).output)).toMatchObject({ total: 1 });
  });

  it('refuse what is no device, a thread too few, and a precision that the processor lacks', async () => {
    const home = await temporaryHome();
    const said = async (...options: readonly string[]): Promise<string> =>
      (await runLab(home, [...SMALL, ...options])).errors;
    const wrong = await said('--device', 'gpu', '--threads', '0');
    expect(wrong).toContain('--device: Received "gpu"; expected a device: "auto", "cpu"');
    expect(wrong).toContain('--threads: Received 0; expected threads of the processor');
    expect(await said('--precision', 'tf32')).toContain('Received the precision tf32 for cpu');
  });
});

/** The most threads that the training process below a command line has had, as Linux counts them. */
async function mostThreads(parent: number, isOver: () => boolean): Promise<number> {
  let most = 0;
  while (!isOver()) {
    try {
      for (const child of readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ')) {
        if (child !== '') most = Math.max(most, readdirSync(`/proc/${child}/task`).length);
      }
    } catch {
      // it has just ended
    }
    await wait(50);
  }
  return most;
}

describe.skipIf(process.platform !== 'linux')('the threads of the processor', () => {
  it('are as many as were asked for, and are stored with the run', async () => {
    const counts = [1, 6].map(async (threads) => {
      const started = startLab(await temporaryHome(), [...SMALL, '--epochs', '1', '--threads', String(threads)]);
      let isOver = false;
      void started.ended.then(() => (isOver = true));
      const counted = await mostThreads(started.child.pid ?? 0, () => isOver);
      const run = JSON.parse((await started.ended).output) as Run;
      expect(run.facts?.machine).toMatchObject({ deviceId: 'cpu', threads, precision: 'float32' });
      return counted;
    });
    const [one = 0, six = 0] = await Promise.all(counts);
    // five more in each pool of TensorFlow's that is used
    expect(six - one).toBeGreaterThanOrEqual(5);
  });
});
