import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openBundle } from '#main/lab/bundle/archive';
import { runSchema } from '#main/lab/bundle/format';

const root = resolve(import.meta.dirname, '../..');
const bundles = readdirSync(join(root, 'resources', 'study')).filter((name) => name.endsWith('.zip'));
const study = join(root, 'docs', 'study');
const text = readFileSync(join(study, 'README.md'), 'utf8');

/** Of the whole folder. */
function bytesOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(folder, name)));
  return files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}

describe('docs/study', () => {
  it.each(bundles)('tells of %s; otherwise make it anew with: npm run study-report', async (name) => {
    const archive = await openBundle(join(root, 'resources', 'study', name));
    try {
      const { runs } = archive.manifest;
      for (const { folder, machine, runId } of runs) {
        const { seed } = runSchema.parse(await archive.json(`${folder}/run.json`));
        // machines of one name have each a run of that number
        const lines = text.split('\n').filter((each) => each.includes(` run ${runId} of ${machine} |`));
        const seeds = lines.map((line) => line.split(' | ')[2]);
        expect(seeds, `seeds of runs ${runId} of ${machine}`).toContain(String(seed));
      }
    } finally {
      archive.close();
    }
  });

  it('is small enough to be read on the web', () => {
    expect(bytesOf(study)).toBeLessThan(1_000_000);
  });
});
