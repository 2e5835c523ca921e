import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { hashSources } from '../../../scripts/build.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'siamese-lab-build-'));
  mkdirSync(join(root, 'src-main', 'lab'), { recursive: true });
  writeFileSync(join(root, 'src-main', 'lab', 'scheduler.ts'), 'one');
  writeFileSync(join(root, 'package-lock.json'), '{}');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('hashSources', () => {
  it('changes with a source, with the name of one, and with the packages', () => {
    const hashes = [hashSources(root)];
    writeFileSync(join(root, 'src-main', 'lab', 'scheduler.ts'), 'two');
    hashes.push(hashSources(root));
    writeFileSync(join(root, 'src-main', 'lab', 'recorder.ts'), '');
    hashes.push(hashSources(root));
    writeFileSync(join(root, 'package-lock.json'), '{ "version": 1 }');
    hashes.push(hashSources(root));
    expect(new Set(hashes).size).toBe(4);
  });

  it('does not change with a file that the build does not read', () => {
    const before = hashSources(root);
    writeFileSync(join(root, 'README.md'), 'news');
    expect(hashSources(root)).toBe(before);
  });
});
