import { resolve } from 'node:path';

import type { DatasetInfo } from '#shared/datasets';
import { LabError } from '#shared/errors';

import type { Lab } from '../lab/lab';
import { installBar } from './install-bar';
import { datasetsText } from './output';

/** `datasets`, `datasets install NAME`, `datasets import NAME PATH`, `datasets verify NAME`. */
export async function datasetCommand(
  lab: Lab,
  [action, name, path]: readonly string[],
  { json }: { readonly json: boolean },
): Promise<number> {
  if (action !== undefined) {
    const work = workOf(lab, action, name, path);
    await withBar(lab, !json && process.stderr.isTTY, work);
  }
  const infos = await lab.datasets.list();
  process.stdout.write(json ? `${JSON.stringify({ datasets: infos })}\n` : `${datasetsText(infos)}\n`);
  return 0;
}

function workOf(lab: Lab, action: string, name = '', path?: string): () => Promise<DatasetInfo> {
  if (action === 'install') return () => lab.installDataset(name);
  if (action === 'verify') return () => lab.verifyDataset(name);
  if (action === 'import' && path !== undefined) return () => lab.importDataset(name, resolve(path));
  throw new LabError(
    'invalid-request',
    `Received "datasets ${[action, name, path ?? ''].join(' ').trim()}"; expected "datasets", "datasets install NAME", "datasets import NAME PATH" or "datasets verify NAME".`,
  );
}

async function withBar(lab: Lab, isTerminal: boolean, work: () => Promise<unknown>): Promise<void> {
  const bar = installBar(isTerminal);
  const stop = lab.events.on('dataset:progress', ({ phase, doneBytes, totalBytes, waiting }) => {
    if (waiting === undefined) bar.progress(phase, doneBytes, totalBytes);
    else bar.waiting(waiting);
  });
  try {
    await work();
  } finally {
    stop();
    bar.stop();
  }
}
