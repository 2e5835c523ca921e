import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { PROCESSOR } from '#main/devices/processor-compute';
import { createCalibrations, type CalibrationsOptions } from '#main/lab/calibration/calibrations';
import { DATASETS, factsToKeep } from '#shared/datasets/datasets';
import type { Calibration } from '#shared/experiment/estimate';

import { specOf } from '../../database/spec';
import { fakeTraining, type FakeProcess, type FakeTraining } from '../../executors/local/fake-training';
import { ON_PROCESSOR } from '../../executors/local/on-processor';

const MEASURED: Calibration = {
  startSeconds: 3,
  firstSecondsPerExample: 0.02,
  secondsPerExample: 0.01,
  predictSecondsPerExample: 0.001,
  batchSize: 100,
  steps: 5,
  engine: 'graph',
  device: 'libtensorflow CPU',
  measuredAt: 0,
};

async function open(change: Partial<CalibrationsOptions> = {}) {
  const training = fakeTraining();
  const folder = change.folder ?? (await mkdtemp(join(tmpdir(), 'siamese-lab-')));
  const options: CalibrationsOptions = {
    folder,
    launchTraining: training.launch,
    devices: { choose: () => Promise.resolve(ON_PROCESSOR), idOf: () => 'cpu', isTesting: () => false },
    trainingRun: () => undefined,
    machine: 'here',
    finished: (specs) => specs.map(() => null),
    ...change,
  };
  return { calibrations: createCalibrations(options), training, folder };
}

/** Once the device has been chosen. */
const started = (training: FakeTraining, count: number): Promise<void> =>
  vi.waitFor(() => expect(training.processes).toHaveLength(count));

function end(process: FakeProcess | undefined, calibration: Calibration = MEASURED): void {
  process?.onEvent({ kind: 'calibrated', calibration });
  process?.onEvent({ kind: 'ended', outcome: { kind: 'finished' } });
}

describe('calibrations', () => {
  it('are measured once, and known from then on, also to who opens the folder later', async () => {
    const { calibrations, training, folder } = await open();
    const spec = specOf();
    expect(await calibrations.find([spec])).toEqual([null]);
    const measured = calibrations.measure(spec);
    await started(training, 1);
    const datasetFacts = factsToKeep(DATASETS.get(spec.dataset));
    expect(training.processes[0]?.commands).toEqual([
      { kind: 'calibrate', job: { spec, datasetFacts, compute: PROCESSOR } },
    ]);
    end(training.processes[0]);
    expect(await measured).toEqual(MEASURED);
    expect(training.processes[0]?.killed).toBe(true);
    const later = await open({ folder });
    const other = specOf({ network: { kind: 'vanilla', width: 8 } });
    expect(await later.calibrations.find([other, spec])).toEqual([null, MEASURED]);
    const elsewhere = await open({ folder, machine: 'another processor' });
    expect(await elsewhere.calibrations.find([spec])).toEqual([null]);
  });

  it('are refused beside a run, because they would tell a wrong time', async () => {
    const { calibrations, training } = await open({ trainingRun: () => 7 });
    await expect(calibrations.measure(specOf())).rejects.toMatchObject({
      code: 'run-active',
      message: expect.stringContaining('Run 7 is training') as unknown,
    });
    expect(training.processes).toEqual([]);
  });

  it('of another device, or of another than *auto* meant then, are others', async () => {
    const { calibrations, training, folder } = await open();
    const measured = calibrations.measure(specOf());
    await started(training, 1);
    end(training.processes[0]);
    await measured;
    expect(await calibrations.find([specOf({ compute: { threads: 1 } })])).toEqual([null]);
    const onGpu = { choose: () => Promise.resolve(ON_PROCESSOR), idOf: () => 'cuda:0', isTesting: () => false };
    expect(await (await open({ folder, devices: onGpu })).calibrations.find([specOf()])).toEqual([null]);
  });

  it('are refused while the devices are tested: each would make the other slow', async () => {
    const devices = { choose: () => Promise.resolve(ON_PROCESSOR), idOf: () => 'cpu', isTesting: () => true };
    const { calibrations, training } = await open({ devices });
    await expect(calibrations.measure(specOf())).rejects.toThrow('The devices are being tested');
    expect([training.processes, calibrations.isMeasuring()]).toEqual([[], false]);
  });

  it('start no process where they are cancelled while the device is looked for', async () => {
    const { calibrations, training } = await open();
    const cancelled = calibrations.measure(specOf());
    calibrations.cancel('It was cancelled.');
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(training.processes).toEqual([]);
  });

  it('can be cancelled, which ends the process, and measured again', async () => {
    const { calibrations, training } = await open();
    const first = calibrations.measure(specOf());
    await started(training, 1);
    calibrations.cancel('It was cancelled.');
    await expect(first).rejects.toMatchObject({ code: 'cancelled', message: 'It was cancelled.' });
    expect(training.processes[0]?.killed).toBe(true);
    const again = calibrations.measure(specOf());
    await started(training, 2);
    end(training.processes[1]);
    expect(await again).toEqual(MEASURED);
  });

  it('of the same design are measured together, and of another not at the same time', async () => {
    const { calibrations, training } = await open();
    const both = [calibrations.measure(specOf()), calibrations.measure(specOf({ fraction: 0.5 }))];
    await expect(calibrations.measure(specOf({ training: { batchSize: 8 } }))).rejects.toMatchObject({
      code: 'invalid-request',
    });
    await started(training, 1);
    end(training.processes[0]);
    expect(await Promise.all(both)).toEqual([MEASURED, MEASURED]);
    expect(training.processes).toHaveLength(1);
  });

  it('pass on why the process refused, and that it died', async () => {
    const { calibrations, training } = await open();
    const refused = calibrations.measure(specOf());
    await started(training, 1);
    const failure = { code: 'runtime-missing', message: 'There is no libtensorflow.' } as const;
    training.processes[0]?.onEvent({ kind: 'ended', outcome: { kind: 'failed', failure } });
    await expect(refused).rejects.toMatchObject(failure);
    const died = calibrations.measure(specOf());
    await started(training, 2);
    training.processes[1]?.onExit('signal SIGSEGV');
    await expect(died).rejects.toMatchObject({ code: 'training-process-died' });
  });

  it('are measured again where their file is damaged', async () => {
    const { calibrations, training, folder } = await open();
    const measured = calibrations.measure(specOf());
    await started(training, 1);
    end(training.processes[0]);
    await measured;
    for (const file of await readdir(folder)) await writeFile(join(folder, file), '{"key": 1');
    expect(await calibrations.find([specOf()])).toEqual([null]);
  });
});
