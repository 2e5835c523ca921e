import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { EXTENSIONS_VARIABLE, loadExtensions } from '#main/processes/extensions';

const folder = mkdtempSync(join(tmpdir(), 'siamese-lab-'));
const load = (path: string): Promise<void> => loadExtensions({ [EXTENSIONS_VARIABLE]: path }, {});

it.each([
  ['a file that is not there', null, 'There is nothing of that name; expected the file of a JavaScript module'],
  [
    'a register that is a number',
    'export const register = 5;',
    'Received register as 5; expected a module that exports a function register(lab).',
  ],
  ['a register that is null', 'export const register = null;', 'Received register as null; expected'],
  ['no register', 'export const name = 1;', 'Received a module that exports name; expected'],
  ['nothing', '', 'Received a module that exports nothing; expected'],
])('an extension with %s is refused with what was received and what to do', async (_, code, says) => {
  const file = join(folder, `${String(says.length)}.mjs`);
  if (code !== null) writeFileSync(file, code);
  const loading = load(file);
  await expect(loading).rejects.toThrow(`The extension ${file} could not be loaded. ${says}`);
  await expect(loading).rejects.toThrow(`Mend it, or take it out of ${EXTENSIONS_VARIABLE}`);
});

it('a folder in the place of an extension is refused as one', async () => {
  await expect(load(folder)).rejects.toThrow(
    `Received a folder; expected the file of a JavaScript module, such as ${join(folder, 'index.mjs')}.`,
  );
});
