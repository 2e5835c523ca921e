import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { putContent } from '../files/whole-file';
import { decodeSafetensors, encodeSafetensors } from '../formats/safetensors';
import type { PlanePoints } from './projection';

/**
 * Projections that were worked out before, in files: they take seconds to a minute each, and never change. Whatever is
 * wrong with such a file, or with the folder, the projection is worked out again.
 * @param folder for these files alone
 */
export interface KeptProjections {
  /** Undefined where there is none. @param key all that decides the points */
  readonly read: (key: string) => Promise<PlanePoints | undefined>;
  readonly write: (key: string, points: PlanePoints) => Promise<void>;
}

export function keptProjections(folder: string): KeptProjections {
  const fileOf = (key: string): string =>
    join(folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.safetensors`);
  return {
    read: async (key) => {
      try {
        const { tensors, metadata } = decodeSafetensors(await readFile(fileOf(key)));
        const [x, y, explained] = ['x', 'y', 'explained'].map(
          (name) => tensors.find((tensor) => tensor.name === name)?.values,
        );
        const isWhole = x instanceof Float32Array && y instanceof Float32Array && explained instanceof Float32Array;
        return isWhole && metadata['key'] === key ? { x, y, explained: [...explained] } : undefined;
      } catch {
        return undefined;
      }
    },
    write: async (key, { x, y, explained }) => {
      const file = encodeSafetensors(
        [
          { name: 'x', shape: [x.length], values: x },
          { name: 'y', shape: [y.length], values: y },
          { name: 'explained', shape: [explained.length], values: Float32Array.from(explained) },
        ],
        { key },
      );
      try {
        await mkdir(folder, { recursive: true });
        await putContent(fileOf(key), file);
      } catch {
        // a full disk only costs the time to work it out again
      }
    },
  };
}
