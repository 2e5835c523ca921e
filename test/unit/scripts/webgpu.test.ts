import { describe, expect, it } from 'vitest';

import { describeAdapters } from '../../../scripts/setup/webgpu.mjs';

describe('what set-up says of WebGPU', () => {
  it('names each GPU, and which one a program plays', () => {
    const said = describeAdapters([
      { id: 'webgpu:0', name: 'Radeon 780M', driver: 'Mesa 24.2', isSoftware: false },
      { id: 'webgpu:1', name: 'SwiftShader', driver: null, isSoftware: true },
    ]);
    expect(said).toBe(
      'Dawn loads and sees webgpu:0 (Radeon 780M, Mesa 24.2), webgpu:1 (SwiftShader, played by the processor, for tests); "npm run lab -- devices" tests and times it',
    );
  });

  it('says what is missing where there is none, and the mend', () => {
    const trouble = {
      code: 'no-vulkan',
      reason: 'WebGPU needs Vulkan here.',
      mend: 'Install it.',
      detail: 'dlopen failed',
    };
    expect(() => describeAdapters(trouble)).toThrow(
      /Received: WebGPU needs Vulkan here\.\n\s+dlopen failed\nTo do: {4}Install it\. "npm run lab -- devices" does so\./,
    );
  });
});
