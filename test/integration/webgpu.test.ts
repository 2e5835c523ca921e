import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, it, vi } from 'vitest';

import { softwareVulkan } from './software-vulkan';
import type { Epochs } from './child-webgpu-epochs';
import type { Steps } from './child-webgpu-steps';

// a GPU that is played by a program takes its time
vi.setConfig({ testTimeout: 600_000 });

const vulkan = softwareVulkan();
const reason = vulkan === undefined ? ' (skipped: Electron’s software Vulkan driver is not there)' : '';

describe.skipIf(vulkan === undefined)(`WebGPU on a software Vulkan driver${reason}`, () => {
  /** What `answer` of `child-NAME.ts` gives in a process of its own. */
  async function ask<Answer>(name: string, ...args: readonly string[]): Promise<Answer> {
    const child = resolve('test/integration/child.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [child, name, ...args], {
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', ...vulkan },
    });
    return JSON.parse(stdout) as Answer;
  }

  it('holds as many tensors and buffers after each epoch, and waits for the GPU once in eight steps', async () => {
    const { held, reads } = await ask<Epochs>('webgpu-epochs');
    expect(held).toHaveLength(4);
    // the first epoch makes what all others use
    expect(new Set(held.slice(1).map((each) => JSON.stringify(each))).size).toBe(1);
    expect(held[0]?.tensors).toBe(held[1]?.tensors);
    expect(reads).toEqual([1, 1, 1, 1]);
  });

  const isSlow = process.env['SIAMESE_LAB_SLOW_TESTS'] !== '1';
  const isWhole = process.env['SIAMESE_LAB_SLOW_TESTS'] === 'whole';
  // A VGG is eight times narrower: all of its layers, and a sixty-fourth of the work. The whole ones take some minutes
  // a step, and train on SIAMESE_LAB_SLOW_TESTS=whole.
  const ofVgg = isWhole ? 1 : 8;
  it.skipIf(isSlow && !isWhole).each([
    ['vanilla', 'shapes', 1],
    ['siamese-vanilla', 'shapes', 1],
    ['discrimination', 'shapes', 1],
    ['joint', 'shapes', 1],
    ['emnist', 'emnist-letters', 1],
    ['vgg16-bn', 'shapes', ofVgg],
    ['vgg19', 'shapes', ofVgg],
    ['siamese-vgg16-bn', 'shapes', ofVgg],
    ['siamese-vgg19', 'shapes', ofVgg],
  ] as const)(
    'trains three steps of %s (on %s, 1/%i of its width) as the processor does, and holds no more tensors (slow: with SIAMESE_LAB_SLOW_TESTS=1 only)',
    async (network, dataset, narrowing) => {
      const { losses, weights, tensors } = await ask<Steps>('webgpu-steps', network, dataset, String(narrowing));
      // batch normalisation over four images makes some thousandfold of a rounding, see `child-webgpu-steps.ts`
      const isTouchy = network.endsWith('-bn');
      expect(losses).toHaveLength(3);
      for (const [processor, gpu] of losses) expect(gpu).toBeCloseTo(processor, isTouchy ? 2 : 4);
      expect(weights).toBeLessThan(1e-3);
      expect(tensors).toBe(0);
    },
  );
});
