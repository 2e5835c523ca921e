import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { deviceSurveySchema, type DeviceReport, type DeviceSurvey } from '#shared/devices/devices';

import { putFileSync } from '../../files/whole-file';

/** What the last test of the devices found, in a file of the lab's folder. */
export interface KeptSurvey {
  /** Null where there was none. */
  readonly read: () => DeviceSurvey | null;
  readonly keep: (survey: DeviceSurvey) => void;
  readonly reportOf: (id: string) => DeviceReport | undefined;
}

export function keptSurvey(home: string): KeptSurvey {
  const file = join(home, 'devices.json');

  function read(): DeviceSurvey | null {
    try {
      return deviceSurveySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      // none yet, or one of another version of the lab: it is soon made anew
      return null;
    }
  }

  return {
    read,
    keep: (survey) => putFileSync(file, (aside) => writeFileSync(aside, `${JSON.stringify(survey, null, 2)}\n`)),
    reportOf: (id) => read()?.reports.find(({ device }) => device.id === id),
  };
}
