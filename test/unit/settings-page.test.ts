import { resolve } from 'node:path';

import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';

import { settingsPage } from './settings-page';
import { ENGLISH, POLISH } from './settings-words';

const GUIDE = resolve(import.meta.dirname, '../../docs/guide');

it.each([
  ['docs/guide/settings.md', 'settings.md', ENGLISH],
  ['docs/guide/pl/settings.md', 'pl/settings.md', POLISH],
] as const)('%s is what the field table says', async (_name, file, words) => {
  const page = resolve(GUIDE, file);
  const options = await resolveConfig(page);
  await expect(await format(settingsPage(words), { ...options, parser: 'markdown' })).toMatchFileSnapshot(page);
});
