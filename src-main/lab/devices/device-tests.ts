import type { Compute, Device, DeviceKind, DeviceReport, DeviceSurvey, DeviceTrouble } from '#shared/devices/devices';
import { LabError } from '#shared/errors/errors';

import { PROCESSOR } from '../../devices/processor-compute';
import type { WorkerSurroundings } from '../../processes/worker-surroundings';
import type { LabEmitter } from '../events/events';
import { probeDevice, type LaunchDevice } from './device-probe';
import type { DeviceSearch } from './device-search';
import type { KeptSurvey } from './kept-survey';

/** Tests of devices, each in a process of its own. Each is told as `device:tested`. */
export interface DeviceTests {
  /** Looks for every device and tests it. */
  readonly testAll: () => Promise<DeviceSurvey>;
  readonly testOne: (device: Device) => Promise<DeviceReport>;
  readonly isTesting: () => boolean;
  /** A run has started: what is being measured now is no speed. */
  readonly disturb: () => void;
}

export interface DeviceTestsOptions {
  readonly launch: LaunchDevice;
  readonly events: Pick<LabEmitter, 'emit'>;
  readonly now: () => number;
  /** The run that trains, in whichever program; undefined where none does. */
  readonly trainingRun: () => number | undefined;
  readonly search: DeviceSearch;
  readonly kept: KeptSurvey;
  readonly around: (compute: Compute) => WorkerSurroundings;
}

export function createDeviceTests(options: DeviceTestsOptions): DeviceTests {
  const { launch, events, now, trainingRun, search, kept, around } = options;
  /** Devices whose processes work now. */
  let testedNow = 0;
  /** How often a run has started. */
  let disturbed = 0;

  async function testOne(device: Device): Promise<DeviceReport> {
    const compute = { ...PROCESSOR, ...computeOf(device) };
    const before = disturbed;
    testedNow += 1;
    const found = await probeDevice({ launch }, device, compute, around(compute), () => undefined).finally(() => {
      testedNow -= 1;
    });
    const wasDisturbed = disturbed !== before;
    const report = wasDisturbed || trainingRun() !== undefined ? withSpeedOfBefore(found) : found;
    events.emit('device:tested', report);
    return report;
  }

  /** What it measured beside a run is not its speed; what an earlier test measured is. */
  function withSpeedOfBefore(report: DeviceReport): DeviceReport {
    if (report.result === null) return report;
    const speed = kept.reportOf(report.device.id)?.result?.speed ?? null;
    return { ...report, result: { ...report.result, speed } };
  }

  async function testAll(): Promise<DeviceSurvey> {
    const reports: DeviceReport[] = [];
    const missing: { readonly kind: DeviceKind; readonly trouble: DeviceTrouble }[] = [];
    for (const kind of ['cpu', 'cuda', 'webgpu'] as const) {
      const found = await search[kind]();
      if (!isList(found)) missing.push({ kind, trouble: found });
      // one after the other: a measured speed is that of a device alone
      else for (const device of found) reports.push(await testOne(device));
    }
    const done = { testedAt: now(), reports, missing };
    kept.keep(done);
    return done;
  }

  return {
    testAll,
    testOne,
    isTesting: () => testedNow > 0,
    disturb: () => {
      disturbed += 1;
    },
  };
}

/** @throws LabError `run-active` where something else computes, beside which speeds would be wrong */
export function refuseLoad(run: number | undefined, isMeasuring: boolean): void {
  if (run !== undefined) {
    throw new LabError(
      'run-active',
      `Run ${run} is training, and a test beside it would measure a wrong speed. Test the devices once it has ended, or pause it.`,
    );
  }
  if (!isMeasuring) return;
  throw new LabError(
    'run-active',
    'The time of a design is being measured, and a test beside it would make both wrong. Test the devices once that is done.',
  );
}

export const isList = (found: readonly Device[] | DeviceTrouble): found is readonly Device[] => Array.isArray(found);

export const computeOf = ({ id, name, memoryBytes }: Device): Pick<Compute, 'device' | 'name' | 'memoryBytes'> =>
  id === 'cpu' ? { device: id, name: null, memoryBytes: null } : { device: id, name, memoryBytes };
