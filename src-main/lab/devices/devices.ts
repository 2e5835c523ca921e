import {
  bestDevice,
  type Compute,
  type DeviceKind,
  type DeviceReport,
  type DeviceSurvey,
  type DeviceTrouble,
  type Precision,
} from '#shared/devices/devices';
import { LabError } from '#shared/errors/errors';
import { precisionProblem } from '#shared/experiment/compute-problems';
import type { ComputeSpec } from '#shared/experiment/experiment';

import { PROCESSOR } from '../../devices/processor-compute';
import { findCudaLibrary, surroundingsFor } from '../../devices/surroundings';
import type { WorkerSurroundings } from '../../processes/worker-surroundings';
import { createDeviceSearch, type DeviceSearchOptions } from './device-search';
import { computeOf, createDeviceTests, isList, refuseLoad, type DeviceTestsOptions } from './device-tests';
import { keptSurvey } from './kept-survey';

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

export interface DevicesOptions
  extends DeviceSearchOptions, Pick<DeviceTestsOptions, 'events' | 'now' | 'trainingRun'> {
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether the steps of a design are being measured. */
  readonly isMeasuring: () => boolean;
}

export function createDevices(options: DevicesOptions): Devices {
  const { cudaFolder, environment, now, trainingRun, isMeasuring } = options;
  const kept = keptSurvey(options.home);
  const search = createDeviceSearch(options);
  const around = (compute: Compute): WorkerSurroundings =>
    surroundingsFor(compute, findCudaLibrary(cudaFolder), environment);
  const tests = createDeviceTests({ ...options, search, kept, around });
  let testing: Promise<DeviceSurvey> | undefined;

  const idOf = ({ device }: ComputeSpec): string => (device === 'auto' ? bestDevice(kept.read()) : device);

  /** The report of a device that a run has named. */
  async function reportOf(id: string): Promise<DeviceReport> {
    const tested = kept.reportOf(id);
    if (tested !== undefined) return tested;
    const kind: DeviceKind = id.startsWith('cuda') ? 'cuda' : 'webgpu';
    const found = await search[kind]();
    if (!isList(found)) throw unusable(id, found);
    const device = found.find((each) => each.id === id);
    if (device === undefined) {
      const there = found.map((each) => each.id).join(', ');
      throw new LabError('device-unusable', `Received the device ${id}; expected one that is there: cpu, ${there}.`);
    }
    const known = kept.read();
    const report = await tests.testOne(device);
    kept.keep({ testedAt: now(), missing: [], ...known, reports: [...(known?.reports ?? []), report] });
    return report;
  }

  return {
    survey: kept.read,
    isTesting: () => testing !== undefined || tests.isTesting(),
    disturb: tests.disturb,
    test: async () => {
      if (testing === undefined) refuseLoad(trainingRun(), isMeasuring());
      testing ??= tests.testAll().finally(() => {
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
