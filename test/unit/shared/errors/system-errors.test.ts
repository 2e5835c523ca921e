import { readFileSync, readdirSync, renameSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { toFailure } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';

/** As Node makes them. */
function systemError(code: string, facts: { readonly syscall?: string; readonly path?: string } = {}): Error {
  const { syscall = 'open', path } = facts;
  const where = path === undefined ? '' : ` '${path}'`;
  return Object.assign(new Error(`${code}: said by the system, ${syscall}${where}`), { code, ...facts });
}

function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('Nothing was thrown.');
}

const CODES = Object.keys(constants.errno);

describe('what the operating system refuses', () => {
  it('is said in words, with the file, what was done to it and what to do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'siamese-lab-'));
    const file = join(folder, 'file');
    await writeFile(file, '');
    const missing = join(folder, 'missing');
    expect(toFailure(thrownBy(() => readFileSync(missing)))).toMatchObject({
      code: 'internal',
      message: `${missing} could not be opened: there is no such file or folder. Check that it is spelt rightly and still there.`,
      detail: expect.stringContaining('ENOENT'),
    });
    expect(toFailure(thrownBy(() => readdirSync(file)))).toMatchObject({
      code: 'file-not-read',
      message: expect.stringContaining(`${file} could not be listed:`),
    });
    expect(toFailure(thrownBy(() => renameSync(missing, file)))).toMatchObject({
      code: 'file-not-written',
      message: expect.stringContaining(`${missing} could not be moved: there is no such file or folder.`),
    });
  });

  it.each(['ENOSPC', 'EDQUOT'])('%s is a full disk, wherever it comes up', (code) => {
    expect(toFailure(systemError(code, { syscall: 'write' }))).toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/^The disk (is full|quota is used up)\. Make room/),
    });
  });

  it('of a temporary folder names the folder and its variable', () => {
    const error = systemError('ENOENT', { syscall: 'mkdtemp', path: '/nowhere/siamese-lab-graph-XXXXXX' });
    expect(toFailure(error).message).toBe(
      'The folder for temporary files, /nowhere, could not be used: there is no such file or folder. ' +
        'Set TMPDIR (on Windows TEMP) to a folder that is there and can be written to, and try again.',
    );
  });

  it('of a program names the program', () => {
    expect(toFailure(systemError('ENOENT', { syscall: 'spawn node-24', path: 'node-24' })).message).toMatch(
      /^The program node-24 could not be started: there is no such file or folder\./,
    );
  });

  it('never reaches a reader as the system says it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CODES),
        fc.constantFrom('open', 'read', 'write', 'mkdir', 'mkdtemp', 'rename', 'stat', 'spawn tool', 'connect'),
        fc.option(fc.constant('/some/file'), { nil: undefined }),
        (code, syscall, path) => {
          const error = systemError(code, path === undefined ? { syscall } : { syscall, path });
          for (const text of [toFailure(error).message, reasonOf(error)])
            expect(text).not.toContain('said by the system');
          expect(toFailure(error).message).not.toMatch(/Something went wrong inside the lab/);
          expect(toFailure(error).detail).toContain(code);
        },
      ),
    );
  });
});

describe('the reason of an error', () => {
  it('is what the lab or a library said in words', () => {
    expect(reasonOf(new Error('the header is wrong'))).toBe('the header is wrong');
    expect(reasonOf(Object.assign(new Error('The argument is wrong.'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBe(
      'The argument is wrong.',
    );
    expect(reasonOf('text')).toBe('text');
  });
});
