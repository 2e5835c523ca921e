import { resolve } from 'node:path';

import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';

import { settingsPage } from './settings-page';

const PAGE = resolve(import.meta.dirname, '../../docs/guide/settings.md');

it('docs/guide/settings.md is what the field table says', async () => {
  const options = await resolveConfig(PAGE);
  await expect(await format(settingsPage(), { ...options, parser: 'markdown' })).toMatchFileSnapshot(PAGE);
});
