import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** Native and large packages stay in node_modules: bundling would break the way in which they find their binaries. */
const external = ['electron', 'better-sqlite3', '@tensorflow/tfjs-node', 'webgpu'];

/** Version of the lab, with the commit where there is one: every run stores it. */
function codeVersion(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
  try {
    const commit = execFileSync('git', ['describe', '--always', '--dirty', '--exclude=*'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return `${version}+${commit.trim()}`;
  } catch {
    return version;
  }
}

/** Under `npm run dev` the header of src-main/app/development-server.ts is the page's whole policy; a stricter tag would win. */
const developmentPolicy: Plugin = {
  name: 'development-policy',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

export default defineConfig(({ command }) => ({
  main: {
    define: {
      __LAB_VERSION__: JSON.stringify(codeVersion()),
      // a build for use has no way to pages from a server
      __LAB_IS_DEVELOPMENT__: JSON.stringify(command === 'serve'),
    },
    build: {
      target: 'node20.18',
      rolldownOptions: {
        input: {
          index: resolve('src-main/app/index.ts'),
          // one entry each for both: the app's utility process and the command line's child process
          training: resolve('src-main/training/process.ts'),
          inspection: resolve('src-main/inspection/process.ts'),
          devices: resolve('src-main/devices/process.ts'),
          importing: resolve('src-main/importing/process.ts'),
          cli: resolve('src-main/cli/index.ts'),
        },
        external,
      },
    },
  },
  preload: {
    build: {
      // a sandboxed preload script must be a single CommonJS file
      rolldownOptions: {
        input: { preload: resolve('src-main/app/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
        external: ['electron'],
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [vue(), developmentPolicy],
    // the page comes from lab://app, which is no address for a socket
    server: { hmr: { protocol: 'ws', host: 'localhost' } },
    build: { rolldownOptions: { input: resolve('src-renderer/index.html') } },
  },
}));
