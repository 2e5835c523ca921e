import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  bestDevice,
  deviceSurveySchema,
  type Device,
  type DeviceKind,
  type DeviceReport,
  type DeviceSurvey,
  type DeviceTrouble,
  type Precision,
} from '#shared/devices/devices';
import { precisionProblem } from '#shared/experiment/compute-problems';
import { LabError } from '#shared/errors/errors';
import type { ComputeSpec } from '#shared/experiment/experiment';

import type { Compute } from '#shared/devices/devices';
import { askNvidia, describeNvidia, type NvidiaDriver } from '../../devices/nvidia';
import { describeProcessor } from '../../devices/processor';
import { findCudaLibrary, surroundingsFor } from '../../devices/surroundings';
import { cudaTrouble } from '../../devices/troubles';
import { PROCESSOR } from '../../devices/processor-compute';
import type { WorkerSurroundings } from '../../processes/worker-surroundings';
import { probeAdapters, probeDevice, type LaunchDevice } from './device-probe';
import type { LabEmitter } from '../events/events';

/** What there is to compute on, and which of it is used. */
export interface Devices {
  /** What the last test found; null where there was none. */
  readonly survey: () => DeviceSurvey | null;
  /**
   * Looks for every device and tests it, each in a process of its own. Tells each as `device:tested`.
   * @throws LabError `run-active` beside a run or a measurement, where its speeds would be wrong
   */
  readonly test: () => Promise<DeviceSurvey>;
  readonly isTesting: () => boolean;
  /** A run has started: what is being measured now is no speed. */
  readonly disturb: () => void;
  /** The device that a design asks for, whether or not it can be used: *auto* is the best one that is known now. */
  readonly idOf: (spec: ComputeSpec) => string;
  /**
   * The device of a run. One that is named and was not tested yet is tested now.
   * @throws LabError `device-unusable` where it is not there or did not pass
   */
  readonly choose: (
    spec: ComputeSpec,
  ) => Promise<{ readonly compute: Compute; readonly surroundings: WorkerSurroundings }>;
}

export interface DevicesOptions {
  readonly home: string;
  readonly launch: LaunchDevice;
  /** Where set-up puts the library with CUDA. */
  readonly cudaFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly events: Pick<LabEmitter, 'emit'>;
  readonly now: () => number;
  /** The run that trains, in whichever program; undefined where none does. */
  readonly trainingRun: () => number | undefined;
  /** Whether the steps of a design are being measured. */
  readonly isMeasuring: () => boolean;
  /** Another one in tests. */
  readonly askDriver?: () => Promise<NvidiaDriver>;
}

type Found = readonly Device[] | DeviceTrouble;

export function createDevices(options: DevicesOptions): Devices {
  const { home, launch, environment, events, trainingRun } = options;
  const file = join(home, 'devices.json');
  let testing: Promise<DeviceSurvey> | undefined;
  /** Devices whose processes work now. */
  let testedNow = 0;
  /** How often a run has started. */
  let disturbed = 0;

  function survey(): DeviceSurvey | null {
    try {
      return deviceSurveySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      // none yet, or one of another version of the lab: it is soon made anew
      return null;
    }
  }

  function keep(found: DeviceSurvey): void {
    writeFileSync(`${file}.part`, `${JSON.stringify(found, null, 2)}\n`);
    renameSync(`${file}.part`, file);
  }

  const find: Readonly<Record<DeviceKind, () => Promise<Found>>> = {
    cpu: async () => [await describeProcessor()],
    cuda: async () => {
      const driver = await (options.askDriver ?? askNvidia)();
      const isInstalled = findCudaLibrary(options.cudaFolder) !== null;
      const platform = `${process.platform}-${process.arch}`;
      const trouble = cudaTrouble({ platform, driver, isInstalled });
      return trouble ?? (driver.kind === 'answers' ? driver.gpus.map(describeNvidia) : []);
    },
    webgpu: async () => {
      const adapters = await probeAdapters({ launch });
      if ('code' in adapters) return adapters;
      return adapters.map((adapter): Device => ({
        ...adapter,
        kind: 'webgpu',
        memoryBytes: null,
        threads: null,
        instructionSets: [],
        precisions: ['float32'],
      }));
    },
  };

  const idOf = ({ device }: ComputeSpec): string => (device === 'auto' ? bestDevice(survey()) : device);
  const around = (compute: Compute): WorkerSurroundings =>
    surroundingsFor(compute, findCudaLibrary(options.cudaFolder), environment);

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
    const before = survey()?.reports.find(({ device }) => device.id === report.device.id);
    return { ...report, result: { ...report.result, speed: before?.result?.speed ?? null } };
  }

  function refuseLoad(): void {
    const run = trainingRun();
    if (run !== undefined) {
      throw new LabError(
        'run-active',
        `Run ${run} is training, and a test beside it would measure a wrong speed. Test the devices once it has ended, or pause it.`,
      );
    }
    if (!options.isMeasuring()) return;
    throw new LabError(
      'run-active',
      'The time of a design is being measured, and a test beside it would make both wrong. Test the devices once that is done.',
    );
  }

  async function testAll(): Promise<DeviceSurvey> {
    const reports: DeviceReport[] = [];
    const missing: { readonly kind: DeviceKind; readonly trouble: DeviceTrouble }[] = [];
    for (const kind of ['cpu', 'cuda', 'webgpu'] as const) {
      const found = await find[kind]();
      if (!isList(found)) missing.push({ kind, trouble: found });
      // one after the other: a measured speed is that of a device alone
      else for (const device of found) reports.push(await testOne(device));
    }
    const done = { testedAt: options.now(), reports, missing };
    keep(done);
    return done;
  }

  /** The report of a device that a run has named. */
  async function reportOf(id: string): Promise<DeviceReport> {
    const known = survey();
    const tested = known?.reports.find(({ device }) => device.id === id);
    if (tested !== undefined) return tested;
    const kind: DeviceKind = id.startsWith('cuda') ? 'cuda' : 'webgpu';
    const found = await find[kind]();
    if (!isList(found)) throw unusable(id, found);
    const device = found.find((each) => each.id === id);
    if (device === undefined) {
      const there = found.map((each) => each.id).join(', ');
      throw new LabError('device-unusable', `Received the device ${id}; expected one that is there: cpu, ${there}.`);
    }
    const report = await testOne(device);
    keep({ testedAt: options.now(), missing: [], ...known, reports: [...(known?.reports ?? []), report] });
    return report;
  }

  return {
    survey,
    isTesting: () => testing !== undefined || testedNow > 0,
    disturb: () => {
      disturbed += 1;
    },
    test: async () => {
      if (testing === undefined) refuseLoad();
      testing ??= testAll().finally(() => {
        testing = undefined;
      });
      return testing;
    },
    idOf,
    choose: async (spec) => {
      const { threads, precision } = spec;
      const id = idOf(spec);
      if (id === 'cpu') {
        refusePrecision(id, precision, ['float32']);
        const compute = { ...PROCESSOR, threads };
        return { compute, surroundings: around(compute) };
      }
      const { device, trouble } = await reportOf(id);
      if (trouble !== null) throw unusable(id, trouble);
      refusePrecision(id, precision, device.precisions);
      const compute = { ...computeOf(device), threads, precision };
      return { compute, surroundings: around(compute) };
    },
  };
}

const isList = (found: Found): found is readonly Device[] => Array.isArray(found);

const computeOf = ({ id, name, memoryBytes }: Device): Pick<Compute, 'device' | 'name' | 'memoryBytes'> =>
  id === 'cpu' ? { device: id, name: null, memoryBytes: null } : { device: id, name, memoryBytes };

function refusePrecision(id: string, asked: Precision, offered: readonly Precision[]): void {
  const problem = precisionProblem(id, asked, offered);
  if (problem !== null) throw new LabError('device-unusable', problem);
}

function unusable(id: string, { reason, mend, detail }: DeviceTrouble): LabError {
  return new LabError(
    'device-unusable',
    `The device ${id} cannot be used. ${reason} ${mend} Once that is done, "npm run lab -- devices" tests it again.`,
    detail,
  );
}
