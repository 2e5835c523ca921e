import { readdirSync } from 'node:fs';

import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

import { importRules, LAYERS, ROOMS } from '../../eslint-layers.js';

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
    ['src-main/cli/index.js', 'electron'],
    ['src-main/cli/index.js', '../app/window'],
    ['src-main/inspection/process.js', 'electron'],
    ['src-main/inspection/inspection.js', '../lab/lab'],
    ['src-main/training/loop.js', '../lab/lab'],
    ['src-main/training/hooks/stop.js', '../../inspection/desk'],
    ['src-main/engine/graph/graph-engine.js', '../../training/loop'],
    ['src-main/datasets/load.js', '../engine/engine'],
    ['src-main/formats/safetensors.js', '../datasets/load'],
    ['src-main/formats/safetensors.js', '#main/datasets/load'],
    ['src-main/processes/process-message.js', '../training/messages'],
    ['src-main/training/loop.js', '../database/runs'],
    ['src-main/training/loop.js', 'better-sqlite3'],
    ['src-main/database/runs.js', '@tensorflow/tfjs-node'],
    ['src-main/app/window.js', '@tensorflow/tfjs-node'],
  ])('%s must not import %s', async (file, source) => {
    expect(await complaintsAbout(file, `import '${source}';`)).toMatch(/^'.+' import is restricted.+No .+ here: /);
  });

  it.each([
    ['src-shared/run.js', 'zod'],
    ['src-shared/run.js', './errors'],
    ['src-renderer/stores/runs.js', '#shared/ipc'],
    ['src-main/app/ipc/handle.js', 'electron'],
    ['src-main/app/window.js', 'electron'],
    ['src-main/app/index.js', '../lab/lab'],
    ['src-main/lab/lab.js', '../database/runs'],
    ['src-main/lab/bundle/export.js', '../../database/runs'],
    ['src-main/training/hooks/stop.js', '../loop'],
    ['src-main/inspection/process.js', '../training/predictions'],
    ['src-main/database/open.js', 'better-sqlite3'],
    ['src-main/engine/tensorflow.js', '@tensorflow/tfjs-node'],
  ])('%s may import %s', async (file, source) => {
    expect(await complaintsAbout(file, `import '${source}';`)).toBe('');
  });

  it('keeps clock and chance out of shared code', async () => {
    expect(await complaintsAbout('src-shared/run.js', 'Math.random(); Date.now();')).toMatch(/generator.*\n.*time/);
  });

  it('gives every folder of main one place in the order, and walls', () => {
    const folders = readdirSync('src-main', { withFileTypes: true });
    expect(folders.filter((entry) => !entry.isDirectory())).toEqual([]);
    expect(ROOMS.flat().toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
    const files = LAYERS.flatMap((layer) => layer.files);
    expect(files.toSorted()).toEqual(
      ['src-shared/**', 'src-renderer/**', ...folders.map(({ name }) => `src-main/${name}/**`)].toSorted(),
    );
  });
});
