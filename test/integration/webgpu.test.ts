import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { TINY_NETWORKS } from '#main/engine/self-test/tiny-networks';
import { passes, type DeviceSurvey } from '#shared/devices';
import { findElectron } from '../../scripts/setup/electron-path.mjs';
import { killWhatRuns, runLab, temporaryHome } from './lab-process';
import type { Steps } from './webgpu-steps';

// a GPU that is played by a program takes its time
vi.setConfig({ testTimeout: 600_000 });
afterEach(killWhatRuns);

/** Every Electron brings SwiftShader, a Vulkan driver in software, and the loader for it. */
function softwareVulkan(): NodeJS.ProcessEnv | undefined {
  const folder = dirname(findElectron()?.executable ?? '/nowhere/electron');
  const driver = join(folder, 'vk_swiftshader_icd.json');
  const loader = join(folder, 'libvulkan.so.1');
  if (process.platform !== 'linux' || !existsSync(driver) || !existsSync(loader)) return undefined;
  // a folder with the loader alone: the others of Electron's libraries are nobody else's business
  const loaders = mkdtempSync(join(tmpdir(), 'siamese-lab-vulkan-'));
  symlinkSync(loader, join(loaders, 'libvulkan.so.1'));
  return { VK_DRIVER_FILES: driver, LD_LIBRARY_PATH: loaders };
}

const vulkan = softwareVulkan();
const reason = vulkan === undefined ? ' (skipped: Electron’s software Vulkan driver is not there)' : '';

describe.skipIf(vulkan === undefined)(`WebGPU on a software Vulkan driver${reason}`, () => {
  it('passes the self-test for every kind of layer, is not chosen by itself, and trains when it is named', async () => {
    const home = await temporaryHome();
    const { status, output } = await runLab(home, ['devices', '--json'], vulkan);
    expect(status, output).toBe(0);
    const { reports } = JSON.parse(output) as DeviceSurvey;
    const gpu = reports.find(({ device }) => device.id === 'webgpu:0');
    expect(gpu).toMatchObject({ trouble: null, device: { isSoftware: true }, result: { engine: 'layers' } });
    const { result } = gpu ?? {};
    expect(result?.checks.map(({ name }) => name)).toEqual(TINY_NETWORKS.map(({ name }) => name));
    expect(result?.checks.every((check) => passes(check, result.tolerance))).toBe(true);
  });

  // The VGGs take minutes each there: SIAMESE_LAB_SLOW_TESTS=1 tries them too
  const slow = process.env['SIAMESE_LAB_SLOW_TESTS'] === undefined;
  it.each([
    ['vanilla', 'shapes', false],
    ['siamese-vanilla', 'shapes', false],
    ['discrimination', 'shapes', false],
    ['emnist', 'emnist-letters', false],
    ['vgg16-bn', 'shapes', slow],
    ['vgg19', 'shapes', slow],
  ] as const)(
    'trains three steps of %s as the processor does, and holds no more tensors',
    async (network, dataset, skips) => {
      if (skips) return;
      const child = resolve('test/integration/webgpu-steps-child.mjs');
      const { stdout } = await promisify(execFile)(process.execPath, [child, network, dataset], {
        env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', ...vulkan },
      });
      const { losses, weights, tensors } = JSON.parse(stdout) as Steps;
      expect(losses).toHaveLength(3);
      for (const [processor, gpu] of losses) expect(gpu).toBeCloseTo(processor, 4);
      expect(weights).toBeLessThan(1e-3);
      expect(tensors).toBe(0);
    },
  );
});
