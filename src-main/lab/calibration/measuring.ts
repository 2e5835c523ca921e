import type { LabEmitter } from '../events/events';
import { createDevices, type Devices, type DevicesOptions } from '../devices/devices';
import { createCalibrations, type Calibrations, type CalibrationsOptions } from './calibrations';

export interface MeasuringOptions
  extends Omit<DevicesOptions, 'events' | 'isMeasuring'>, Omit<CalibrationsOptions, 'devices'> {
  readonly events: LabEmitter;
}

/** Tests of devices and measurements of designs: one at a time, and neither beside a run. */
export function createMeasuring(options: MeasuringOptions): {
  readonly devices: Devices;
  readonly calibrations: Calibrations;
} {
  const { events, trainingRun } = options;
  const devices = createDevices({ ...options, isMeasuring: () => calibrations.isMeasuring() });
  const calibrations = createCalibrations({ ...options, devices });
  events.on('runs:changed', () => {
    const run = trainingRun();
    if (run === undefined) return;
    devices.disturb();
    calibrations.cancel(`Run ${run} has started, so the measurement was broken off.`);
  });
  return { devices, calibrations };
}
