import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

import { importRules, LAYERS } from '../../eslint-layers.js';

const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: importRules() });

async function complaintsAbout(filePath: string, code: string): Promise<string> {
  const results = await eslint.lintText(code, { filePath });
  return results.flatMap(({ messages }) => messages.map(({ message }) => message)).join('\n');
}

describe('the import table', () => {
  it.each([
    ['src-shared/run.js', 'node:fs'],
    ['src-shared/run.js', 'vue'],
    ['src-shared/run.js', '#main/lab/lab'],
    ['src-shared/network/plan.js', '../../src-main/lab/lab'],
    ['src-renderer/stores/runs.js', 'electron'],
    ['src-renderer/stores/runs.js', '#main/database/runs'],
    ['src-renderer/stores/runs.js', 'node:path'],
    ['src-main/lab/lab.js', 'electron'],
    ['src-main/lab/lab.js', 'better-sqlite3'],
    ['src-main/cli.ts', 'electron'],
    ['src-main/training/loop.js', '../database/runs'],
    ['src-main/training/loop.js', 'better-sqlite3'],
    ['src-main/database/runs.js', '@tensorflow/tfjs-node'],
    ['src-main/window.ts', '@tensorflow/tfjs-node'],
  ])('%s must not import %s', async (file, source) => {
    expect(await complaintsAbout(file, `import '${source}';`)).toMatch(/^'.+' import is restricted.+No .+ here: /);
  });

  it.each([
    ['src-shared/run.js', 'zod'],
    ['src-shared/run.js', './errors'],
    ['src-renderer/stores/runs.js', '#shared/ipc'],
    ['src-main/ipc/handle.js', 'electron'],
    ['src-main/window.ts', 'electron'],
    ['src-main/index.ts', 'electron'],
    ['src-main/database/open.js', 'better-sqlite3'],
    ['src-main/engine/tensorflow.js', '@tensorflow/tfjs-node'],
  ])('%s may import %s', async (file, source) => {
    expect(await complaintsAbout(file, `import '${source}';`)).toBe('');
  });

  it('keeps clock and chance out of shared code', async () => {
    expect(await complaintsAbout('src-shared/run.js', 'Math.random(); Date.now();')).toMatch(/generator.*\n.*time/);
  });

  it('covers every folder of the sources', () => {
    const files = LAYERS.flatMap((layer) => layer.files);
    expect(files).toEqual(expect.arrayContaining(['src-shared/**', 'src-renderer/**', 'src-main/database/**']));
  });
});
