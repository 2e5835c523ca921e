import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { askNvidia, describeNvidia, parseGpus } from '#main/devices/nvidia';

const LINE = '0, NVIDIA A100-SXM4-40GB, 40960, 550.54.15, 8.0';

it("reads the driver's list of GPUs", () => {
  expect(parseGpus(`${LINE}\n1, Tesla V100, 16160, 550.54.15, 7.0\n`)).toEqual([
    {
      index: 0,
      name: 'NVIDIA A100-SXM4-40GB',
      memoryBytes: 40_960 * 2 ** 20,
      driver: '550.54.15',
      computeCapability: '8.0',
    },
    { index: 1, name: 'Tesla V100', memoryBytes: 16_160 * 2 ** 20, driver: '550.54.15', computeCapability: '7.0' },
  ]);
  expect(parseGpus('No devices were found\n')).toEqual([]);
});

it('offers tf32 where the GPU has it', () => {
  const [ampere] = parseGpus(LINE);
  if (ampere === undefined) throw new Error('There is no GPU.');
  expect(describeNvidia(ampere)).toMatchObject({ id: 'cuda:0', precisions: ['float32', 'tf32'] });
  expect(describeNvidia({ ...ampere, computeCapability: '7.5' }).precisions).toEqual(['float32']);
});

it.skipIf(process.platform === 'win32')('tells a driver that is not there from one that does not work', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'siamese-lab-nvidia-'));
  const program = async (name: string, text: string): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, `#!/bin/sh\n${text}\n`);
    await chmod(file, 0o755);
    return file;
  };
  expect(await askNvidia(join(folder, 'nothing'))).toEqual({ kind: 'absent' });
  expect(await askNvidia(await program('broken', 'echo "Driver/library version mismatch"; exit 18'))).toEqual({
    kind: 'failed',
    output: 'Driver/library version mismatch',
  });
  expect(await askNvidia(await program('sound', `echo "${LINE}"`))).toMatchObject({
    kind: 'answers',
    gpus: [{ name: 'NVIDIA A100-SXM4-40GB' }],
  });
});
