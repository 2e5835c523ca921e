import { expect, it } from 'vitest';

import { describeProcessor, instructionSetsOf } from '#main/devices/processor';

it('names the instruction sets that matter, on x86 and on ARM', () => {
  expect(instructionSetsOf('processor\t: 0\nflags\t\t: fpu sse4_2 avx avx2 fma\n')).toEqual([
    'sse4_2',
    'avx',
    'avx2',
    'fma',
  ]);
  expect(instructionSetsOf('Features\t: fp asimd crc32\n')).toEqual(['asimd']);
  expect(instructionSetsOf('')).toEqual([]);
});

it('describes the processor where the system tells nothing of its instruction sets', async () => {
  const device = await describeProcessor('/nowhere');
  expect(device).toMatchObject({ id: 'cpu', instructionSets: [], precisions: ['float32'] });
  expect(device.threads).toBeGreaterThan(0);
});
