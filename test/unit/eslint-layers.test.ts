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
    ['src-shared/runs/run.js', 'node:fs'],
    ['src-shared/runs/run.js', 'vue'],
    ['src-shared/runs/run.js', '#main/lab/lab'],
    ['src-shared/networks/plan.js', '../../src-main/lab/lab'],
    ['src-renderer/bridge/runs.js', 'electron'],
    ['src-renderer/bridge/runs.js', '#main/database/runs'],
    ['src-renderer/bridge/runs.js', 'node:path'],
    ['src-shared/basics/csv.js', '../runs/run'],
    ['src-shared/networks/plan.js', '#shared/experiment/experiment'],
    ['src-renderer/ui/tile.js', '../features/run/pair-list'],
    ['src-renderer/bridge/lab.js', '../app/router'],
    ['src-renderer/features/run/RunView.js', '../compare/candidates'],
    ['src-renderer/features/run/RunView.js', '#renderer/features/compare/candidates'],
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
    ['src-shared/runs/run.js', 'zod'],
    ['src-shared/runs/run.js', './bundle'],
    ['src-shared/runs/run.js', '../errors/errors'],
    ['src-renderer/features/run/RunView.js', '../../ui/tile'],
    ['src-renderer/features/run/RunView.js', './pair-list'],
    ['src-renderer/app/router.js', '../features/run/RunView.vue'],
    ['src-renderer/bridge/runs.js', '#shared/contract/ipc'],
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
    expect(await complaintsAbout('src-shared/runs/run.js', 'Math.random(); Date.now();')).toMatch(
      /generator.*\n.*time/,
    );
  });

  it.each(Object.entries(ROOMS))('gives every folder of %s one place in the order, and walls', (tree, rooms) => {
    const folders = readdirSync(tree, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms.flat().toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
    const walled = LAYERS.flatMap(({ files }) => files).filter((glob) => glob.startsWith(`${tree}/`));
    expect(walled.toSorted()).toEqual(folders.map(({ name }) => `${tree}/${name}/**`).toSorted());
  });

  it('leaves no source outside a room', () => {
    const loose = Object.keys(ROOMS).flatMap((tree) =>
      readdirSync(tree, { withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map(({ name }) => name),
    );
    expect(loose.toSorted()).toEqual(['env.d.ts', 'index.html', 'vue.d.ts']);
  });
});
