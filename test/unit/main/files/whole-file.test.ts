import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { putContent, putFile, putFileSync } from '#main/files/whole-file';

const folder = (): string => mkdtempSync(join(tmpdir(), 'siamese-lab-'));

/** The same way at once and with waiting. */
const WAYS = {
  putFile: (file: string, write: (aside: string) => void) =>
    putFile(file, (aside) => Promise.resolve().then(() => write(aside))),
  putFileSync: (file: string, write: (aside: string) => void) => Promise.resolve().then(() => putFileSync(file, write)),
  'putFileSync that does not wait for the disk': (file: string, write: (aside: string) => void) =>
    Promise.resolve().then(() => putFileSync(file, write, { isLasting: false })),
} as const;

describe.each(Object.entries(WAYS))('%s', (_, put) => {
  it('puts a file in its place only when all of it is written', async () => {
    const file = join(folder(), 'figures.json');
    writeFileSync(file, 'old');
    await put(file, (aside) => {
      writeFileSync(aside, 'half');
      expect(readFileSync(file, 'utf8')).toBe('old');
      writeFileSync(aside, 'whole');
    });
    expect(readFileSync(file, 'utf8')).toBe('whole');
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it('leaves what there was, and nothing beside it, where the writing fails', async () => {
    const place = folder();
    const file = join(place, 'figures.json');
    writeFileSync(file, 'old');
    const failing = put(file, (aside) => {
      writeFileSync(aside, 'half');
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    expect([readdirSync(place), readFileSync(file, 'utf8')]).toEqual([['figures.json'], 'old']);
  });

  it('leaves nothing beside a place that cannot be taken', async () => {
    const place = folder();
    const file = join(place, 'a-folder');
    mkdirSync(file);
    writeFileSync(join(file, 'within'), '');
    await expect(put(file, (aside) => writeFileSync(aside, 'whole'))).rejects.toThrow();
    expect(readdirSync(place)).toEqual(['a-folder']);
  });
});

it('content takes the place of a leftover of a program that died', async () => {
  const file = join(folder(), 'weights.safetensors');
  await writeFile(`${file}.part`, 'a longer piece of an older file');
  await putContent(file, Uint8Array.of(1, 2));
  expect([...readFileSync(file)]).toEqual([1, 2]);
  expect(existsSync(`${file}.part`)).toBe(false);
});
