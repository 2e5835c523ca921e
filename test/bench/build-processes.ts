import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { build } from 'vite';

import { projectRoot } from '../../scripts/setup/paths.mjs';

const folder = join(projectRoot, 'out', 'bench');

/**
 * Builds the entries of the processes as the lab builds its own: a peak of memory with a compiler in it would say nothing.
 * @param entries files of `test/bench`, without their ending
 * @returns where an entry lies, by the last part of its name
 */
export async function buildProcesses(entries: readonly string[]): Promise<(entry: string) => string> {
  await rm(folder, { recursive: true, force: true });
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20.18',
      rolldownOptions: {
        input: Object.fromEntries(
          entries.map((entry) => [basename(entry), join(projectRoot, 'test/bench', `${entry}.ts`)]),
        ),
        external: ['@tensorflow/tfjs-node', 'koffi'],
      },
    },
  });
  return (entry) => join(folder, `${entry}.js`);
}
