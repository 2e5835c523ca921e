import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { mountSmallDisk, whyNoSmallDisk } from './small-disk';

it.skipIf(whyNoSmallDisk !== null)(
  `the disk that the fault tests use is full when it should be, and read-only for root too (${whyNoSmallDisk ?? 'mounted'})`,
  async () => {
    const disk = mountSmallDisk(1);
    try {
      const file = join(disk.folder, 'file');
      await writeFile(file, 'before');
      await disk.fill(0);
      await expect(writeFile(join(disk.folder, 'more'), Buffer.alloc(8192))).rejects.toThrow('ENOSPC');
      await disk.empty();
      await writeFile(join(disk.folder, 'more'), Buffer.alloc(8192));
      disk.setReadOnly(true);
      await expect(writeFile(file, 'after')).rejects.toThrow('EROFS');
      expect(await readFile(file, 'utf8')).toBe('before');
    } finally {
      disk.unmount();
    }
  },
);
