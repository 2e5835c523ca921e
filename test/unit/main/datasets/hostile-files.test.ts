import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { unpackArchive } from '#main/datasets/archive';
import { createGate } from '#main/datasets/archive-members';
import { readCifar10 } from '#main/datasets/cifar10';
import { readIdx } from '#main/datasets/idx';

import { fuzzRuns } from '../../shared/hostile-values';
import { damagedFiles, expectRefusal } from '../hostile-bytes';
import { makeTar, RECORDS, sampleFiles, writeFiles, type Member } from './cifar10-samples';
import { encodeIdx } from './idx-samples';
import { temporaryFolder } from './temporary-folder';
import { makeZip } from './zip-samples';

const RUNS = 2000;
const MEMBERS = new Map([
  ['one.bin', 700],
  ['two.bin', 3000],
]);
const INSIDE: readonly Member[] = [
  { path: 'data/', type: 'Directory' },
  { path: 'data/one.bin', body: Buffer.alloc(700, 1) },
  { path: 'data/two.bin', body: Buffer.from('two '.repeat(300)) },
  { path: 'notes.txt', body: Buffer.from('passed over') },
];

/** Damaged files are refused in the lab's words, or `read` finds them sound. */
async function survives(files: readonly Uint8Array[], read: (file: Uint8Array) => Promise<void>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(damagedFiles(files), async (file) => {
      try {
        await read(file);
      } catch (error) {
        expectRefusal(error, ['dataset-damaged', 'invalid-request']);
      }
    }),
    { numRuns: fuzzRuns(RUNS) },
  );
}

describe('a damaged file of a dataset is refused or whole:', () => {
  const zipped = INSIDE.map(({ path, body = Buffer.alloc(0) }) => ({ path, body }));
  it.each([
    ['tar', [makeTar(INSIDE), gzipSync(makeTar(INSIDE))]],
    ['zip', [makeZip(zipped), makeZip(zipped.map((member) => ({ ...member, deflated: false })))]],
  ])('%s, and nothing is written but what was asked for, in the size that was', async (_kind, files) => {
    const folder = await temporaryFolder();
    const [archive, target] = [join(folder, 'archive'), join(folder, 'inside', 'target')];
    await survives(files, async (file) => {
      await rm(target, { recursive: true, force: true });
      await mkdir(target, { recursive: true });
      await writeFile(archive, file);
      try {
        await unpackArchive(archive, target, { admit: createGate(archive, { folders: ['data'], members: MEMBERS }) });
      } finally {
        for (const name of await readdir(target)) {
          const written = await stat(join(target, name));
          expect(written.isFile() && written.size <= (MEMBERS.get(name) ?? -1)).toBe(true);
        }
        expect(await readdir(folder)).toEqual(['archive', 'inside']);
        expect(await readdir(join(folder, 'inside'))).toEqual(['target']);
      }
    });
  });

  it('idx', async () => {
    const path = join(await temporaryFolder(), 'images');
    const whole = encodeIdx([3, 4, 5], new Uint8Array(60).fill(7));
    await survives([whole, gzipSync(whole)], async (file) => {
      await writeFile(path, file);
      expect(await readIdx(path, [3, 4, 5])).toHaveLength(60);
    });
  });

  it('CIFAR-10', async () => {
    const folder = await writeFiles(join(await temporaryFolder(), 'cifar'), sampleFiles());
    const [name, whole] = [...sampleFiles()][0] ?? ['', Buffer.alloc(0)];
    await survives([whole], async (file) => {
      await writeFile(join(folder, name), file);
      const { train } = await readCifar10(folder, RECORDS);
      expect(train.count).toBe(5 * RECORDS);
      expect(Math.max(...train.labels)).toBeLessThan(10);
    });
  });
});
