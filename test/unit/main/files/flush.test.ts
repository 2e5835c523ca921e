import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { flush, flushSync } from '#main/files/flush';

it('a file and a folder are flushed; what is not there is an error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'siamese-lab-'));
  const [file, gone] = [join(folder, 'a'), join(folder, 'gone')];
  writeFileSync(file, 'a');
  for (const path of [file, folder]) {
    await expect(flush(path)).resolves.toBeUndefined();
    expect(() => flushSync(path)).not.toThrow();
  }
  await expect(flush(gone)).rejects.toThrow('ENOENT');
  expect(() => flushSync(gone)).toThrow('ENOENT');
});
