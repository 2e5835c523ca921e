import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { calibrationSchema, type Calibration } from '#shared/experiment/estimate';

import { putContent } from '../../files/whole-file';

/** What was measured, a file a design. */
export interface KeptCalibrations {
  /** Null where nothing was measured, or the file is not understood: then it is measured again. */
  readonly read: (key: string) => Promise<Calibration | null>;
  /** Does not fail: a full disk only costs the time to measure again. */
  readonly write: (key: string, calibration: Calibration) => Promise<void>;
}

const kept = z.strictObject({ key: z.string(), calibration: calibrationSchema });

/** @param folder for these files alone */
export function keptCalibrations(folder: string): KeptCalibrations {
  const fileOf = (key: string): string =>
    join(folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);
  return {
    read: async (key) => {
      try {
        const found = kept.parse(JSON.parse(await readFile(fileOf(key), 'utf8')));
        return found.key === key ? found.calibration : null;
      } catch {
        return null;
      }
    },
    write: async (key, calibration) => {
      try {
        await mkdir(folder, { recursive: true });
        await putContent(fileOf(key), JSON.stringify({ key, calibration }));
      } catch {
        // as said above
      }
    },
  };
}
