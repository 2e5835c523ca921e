import { describe, expect, it } from 'vitest';

import { computeProblems } from '#shared/experiment/compute-problems';
import type { DeviceSurvey, Precision } from '#shared/devices/devices';
import { aSurvey } from '../surveys';

const messages = (device: string, precision: Precision = 'float32', survey: DeviceSurvey | null = aSurvey()): object =>
  Object.fromEntries(computeProblems({ device, precision }, survey).map(({ field, message }) => [field, message]));

describe('what a design asks of a machine', () => {
  it.each(['auto', 'cpu', 'cuda:0'])('is no problem on %s, which passed', (device) => {
    expect(messages(device)).toEqual({});
  });

  it('cannot be a device that failed, or of which there is none, and the field says why and what to do', () => {
    expect(messages('cuda:1')).toEqual({ 'compute.device': 'It computes something else. Install a newer driver.' });
    expect(messages('webgpu:0')).toEqual({ 'compute.device': 'WebGPU found no GPU. Install its driver.' });
    expect(messages('cuda:5')).toEqual({
      'compute.device': expect.stringContaining(
        'Received the device cuda:5; expected one that the last test has found, such as cpu, cuda:0, cuda:1.',
      ) as string,
    });
  });

  it('is not refused before anything of its kind was tested', () => {
    expect(messages('cuda:0', 'tf32', null)).toEqual({});
    expect(messages('webgpu:0', 'float32', aSurvey({ missing: [] }))).toEqual({});
  });

  it('can be a precision only where the device offers it; automatic is the best device', () => {
    expect(messages('auto', 'tf32')).toEqual({});
    const refused = {
      'compute.precision': 'Received the precision tf32 for cpu; expected float32, which is what it offers.',
    };
    expect(messages('cpu', 'tf32')).toEqual(refused);
    expect(messages('auto', 'tf32', null)).toEqual(refused);
  });
});
