import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { replaceFolder, withStage } from '#main/datasets/stage';

import { temporaryFolder } from './temporary-folder';

const textIn = (target: string): Promise<string> => readFile(join(target, 'file'), 'utf8');

async function fill(folder: string, text: string): Promise<string> {
  await mkdir(folder);
  await writeFile(join(folder, 'file'), text);
  return folder;
}

it('puts what was made in the place of what was there, and leaves nothing beside it', async () => {
  const parent = await temporaryFolder();
  const target = join(parent, 'made');
  for (const text of ['first', 'second']) {
    const answer = await withStage(target, async (stage) => {
      await replaceFolder(target, await fill(join(stage, 'new'), text), join(stage, 'old'));
      return text.length;
    });
    expect(answer).toBe(text.length);
    expect(await textIn(target)).toBe(text);
    expect(await readdir(parent)).toEqual(['made']);
  }
});

it('leaves what was there where the work fails', async () => {
  const parent = await temporaryFolder();
  const target = await fill(join(parent, 'made'), 'first');
  const work = withStage(target, async (stage) => {
    await fill(join(stage, 'new'), 'second');
    throw new Error('enough');
  });
  await expect(work).rejects.toThrow('enough');
  expect([await textIn(target), await readdir(parent)]).toEqual(['first', ['made']]);
});

it('takes the first rename back where the second one fails', async () => {
  const parent = await temporaryFolder();
  const target = await fill(join(parent, 'made'), 'first');
  // what is to come is no folder that can be moved: it is the parent of its own target
  await expect(replaceFolder(target, parent, join(parent, 'old'))).rejects.toMatchObject({ code: 'home-unusable' });
  expect([await textIn(target), await readdir(parent)]).toEqual(['first', ['made']]);
});

it('removes stages a day old, and none that may be in use', async () => {
  const parent = await temporaryFolder();
  for (const name of ['.made-old', '.made-young', '.other-old', 'made-old']) await fill(join(parent, name), name);
  const before = new Date(Date.now() - 25 * 60 * 60 * 1000);
  for (const name of ['.made-old', '.other-old', 'made-old']) await utimes(join(parent, name), before, before);
  await withStage(join(parent, 'made'), () => Promise.resolve());
  expect((await readdir(parent)).sort()).toEqual(['.made-young', '.other-old', 'made-old']);
});
