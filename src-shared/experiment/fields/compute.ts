import { computeSpecSchema } from '../compute-spec';
import type { Field } from './types';

const { device, threads, precision } = computeSpecSchema.shape;

/** What a run is computed on: no part of what makes its figures, but for rounding. */
export const COMPUTE_FIELDS = [
  {
    name: 'device',
    path: 'compute.device',
    group: 'compute',
    schema: () => device,
    control: 'device',
    option: {
      flags: '--device <device>',
      description: 'auto (default: the fastest that passed its test), cpu, cuda:0, webgpu:0, …: see "devices"',
    },
    texts: { label: 'compute.device', form: 'compute.choose', values: { auto: 'compute.auto' } },
  },
  {
    name: 'threads',
    path: 'compute.threads',
    group: 'compute',
    schema: () => threads,
    control: 'number',
    unit: 'threads',
    absence: { text: '', at: 'compute.threads' },
    unsaid: null,
    option: { flags: '--threads <count>', description: 'Of the processor (default: all)', kind: 'number' },
    texts: { label: 'compute.threads', form: 'compute.threadsLabel', hint: 'compute.threadsHintNone' },
  },
  {
    name: 'precision',
    path: 'compute.precision',
    group: 'compute',
    schema: () => precision,
    control: 'precision',
    unsaid: 'float32',
    option: { flags: '--precision <name>', description: 'float32 (default), or tf32 on an NVIDIA GPU that has it' },
    texts: { label: 'facts.precision', hints: 'compute.precisionHint' },
  },
] as const satisfies readonly Field[];
