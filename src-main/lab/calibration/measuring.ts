import type { ReadableDatabase } from '../../database/open';
import type { LabEmitter } from '../events/events';
import { createDevices, type Devices, type DevicesOptions } from '../devices/devices';
import { createCalibrations, type Calibrations, type CalibrationsOptions } from './calibrations';
import { createFinishedTimes } from './finished-times';
import { processorHere } from './machine-name';

export interface MeasuringOptions
  extends Omit<DevicesOptions, 'events' | 'isMeasuring'>, Omit<CalibrationsOptions, 'devices' | 'finished'> {
  readonly reader: ReadableDatabase;
  readonly events: LabEmitter;
}

/** Tests of devices and measurements of designs: one at a time, and neither beside a run. */
export function createMeasuring(options: MeasuringOptions): {
  readonly devices: Devices;
  readonly calibrations: Calibrations;
} {
  const { events, trainingRun, reader, environment } = options;
  const devices = createDevices({ ...options, isMeasuring: () => calibrations.isMeasuring() });
  const engine = environment['SIAMESE_LAB_ENGINE'];
  const finished = createFinishedTimes({ reader, devices, processor: processorHere(), engine });
  const calibrations = createCalibrations({ ...options, devices, finished });
  events.on('runs:changed', () => {
    const run = trainingRun();
    if (run === undefined) return;
    devices.disturb();
    calibrations.cancel(`Run ${run} has started, so the measurement was broken off.`);
  });
  return { devices, calibrations };
}
