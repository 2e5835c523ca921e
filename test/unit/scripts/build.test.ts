import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { hashSources, outputs } from '../../../scripts/build.mjs';
import config from '../../../electron.vite.config';

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

describe('outputs', () => {
  it('are what the build makes of its inputs, so that a build that lacks one is not taken for whole', () => {
    const { main } = config({ command: 'build', mode: 'production' });
    const entries = Object.keys(main?.build?.rolldownOptions?.input ?? {}).map((entry) => `main/${entry}.js`);
    const scripts = outputs.filter((output) => output.startsWith('main/'));
    expect(scripts.toSorted()).toEqual(entries.toSorted());
  });
});
