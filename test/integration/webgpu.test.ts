import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, it, vi } from 'vitest';

import { softwareVulkan } from './software-vulkan';
import type { Steps } from './webgpu-steps';

// a GPU that is played by a program takes its time
vi.setConfig({ testTimeout: 600_000 });

const vulkan = softwareVulkan();
const reason = vulkan === undefined ? ' (skipped: Electron’s software Vulkan driver is not there)' : '';

describe.skipIf(vulkan === undefined)(`WebGPU on a software Vulkan driver${reason}`, () => {
  // half a minute each, the VGGs several minutes
  const isSlow = process.env['SIAMESE_LAB_SLOW_TESTS'] !== '1';
  it.skipIf(isSlow).each([
    ['vanilla', 'shapes'],
    ['siamese-vanilla', 'shapes'],
    ['discrimination', 'shapes'],
    ['emnist', 'emnist-letters'],
    ['vgg16-bn', 'shapes'],
    ['vgg19', 'shapes'],
  ] as const)(
    'trains three steps of %s as the processor does, and holds no more tensors (slow: with SIAMESE_LAB_SLOW_TESTS=1 only)',
    async (network, dataset) => {
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
