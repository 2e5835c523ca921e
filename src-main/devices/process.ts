import type { DeviceCheck, DeviceResult } from '#shared/devices/devices';
import { toFailure } from '#shared/errors/errors';

import type { DeviceEngine } from '../engine/engine';
import { createLayersEngine } from '../engine/layers/layers-engine';
import { openEngine } from '../engine/open-engine';
import { SELF_TEST_TOLERANCE, selfTest } from '../engine/self-test/self-test';
import { MEASURED_PLAN, measureSpeed } from '../engine/self-test/speed';
import { loadTfjs } from '../engine/tensorflow';
import { listAdapters } from '../engine/webgpu';
import { openEntry } from '../processes/worker-entry';
import { readDeviceCommand } from './message-schemas';
import type { DeviceAnswer, DeviceCommand, DeviceEvent } from './messages';

/**
 * Entry of the device process: it looks for GPUs, or tests one device, and ends. A driver that crashes or hangs takes
 * nothing but this process with it. It loads no extension: it trains the lab's own test networks alone, and how long a
 * design takes is measured by a training process, which knows them.
 */
const lab = openEntry<DeviceCommand, DeviceEvent>();

async function answer(command: DeviceCommand): Promise<DeviceAnswer> {
  try {
    if (command.kind === 'test') return { kind: 'tested', result: await test(command) };
    const adapters = await listAdapters();
    return {
      kind: 'adapters',
      adapters: adapters.map((adapter, index) => ({ id: `webgpu:${index}`, ...adapter })),
    };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): DeviceAnswer {
  return { kind: 'failed', failure: toFailure(error) };
}

async function test({ compute, batchSize }: Extract<DeviceCommand, { readonly kind: 'test' }>): Promise<DeviceResult> {
  const engine = await openEngine(compute, 'graph', MEASURED_PLAN);
  const report = (check: DeviceCheck): void => void lab.tell({ kind: 'checked', check });
  // each compiles on a backend of its own, and what follows computes there until the next one does
  const tested = onBackend(engine, loadTfjs().getBackend());
  const checks = await selfTest(tested, onBackend(createLayersEngine(loadTfjs()), 'cpu'), report);
  const speed = await measureSpeed(tested, batchSize, () => performance.now());
  return {
    engine: engine.name,
    libraries: engine.libraries,
    tolerance: SELF_TEST_TOLERANCE[compute.precision],
    checks: [...checks],
    speed,
  };
}

/** *cpu* is tfjs's own, in JavaScript: slow, and independent of every native library. */
function onBackend(engine: DeviceEngine, backend: string): DeviceEngine {
  return {
    ...engine,
    compile: async (options) => {
      await loadTfjs().setBackend(backend);
      return engine.compile(options);
    },
  };
}

// the lab ends this process once it has heard the answer: native threads need not unwind
const end = (answered: DeviceAnswer): Promise<void> => lab.tell({ kind: 'answered', answer: answered });

lab.listen({
  read: readDeviceCommand,
  obey: (command) => void answer(command).then(end),
  refuse: (error) => void end(failed(error)),
  onLabGone: () => process.exit(1),
});
