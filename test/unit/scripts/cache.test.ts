import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { cached } from '../../../scripts/setup/cache.mjs';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'siamese-lab-cache-'));
});
afterEach(() => {
  rmSync(cache, { recursive: true });
});

describe('cached', () => {
  it('fills a folder once', async () => {
    let fills = 0;
    const fill = async (folder: string): Promise<void> => {
      fills += 1;
      await writeFile(join(folder, 'library'), 'whole');
    };
    await cached('tool-1.0', fill, cache);
    const folder = await cached('tool-1.0', fill, cache);
    expect(fills).toBe(1);
    expect(readFileSync(join(folder, 'library'), 'utf8')).toBe('whole');
  });

  it('keeps nothing of a filling that failed', async () => {
    await expect(cached('tool-1.0', () => Promise.reject(new Error('no network')), cache)).rejects.toThrow(
      'no network',
    );
    expect(readdirSync(cache)).toEqual([]);
  });

  it('gives both of two that fill at once the same whole folder', async () => {
    const fill = async (folder: string): Promise<void> => {
      await writeFile(join(folder, 'library'), 'whole');
    };
    const folders = await Promise.all([cached('tool-1.0', fill, cache), cached('tool-1.0', fill, cache)]);
    expect(new Set(folders).size).toBe(1);
    expect(readdirSync(cache)).toEqual(['tool-1.0']);
  });
});
