import { resolve } from 'node:path';

import { SingleBar } from 'cli-progress';

import type { DatasetInfo } from '#shared/datasets';
import { LabError } from '#shared/errors';

import type { Lab } from '../lab/lab';
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

async function withBar(lab: Lab, show: boolean, work: () => Promise<unknown>): Promise<void> {
  const bar = show
    ? new SingleBar({ format: '{phase} [{bar}] {percentage} %', stream: process.stderr, clearOnComplete: true })
    : undefined;
  bar?.start(1, 0, { phase: 'starting' });
  const stop = lab.events.on('dataset:progress', ({ phase, doneBytes, totalBytes }) => {
    bar?.setTotal(totalBytes ?? Math.max(1, doneBytes));
    bar?.update(doneBytes, { phase });
  });
  try {
    await work();
  } finally {
    stop();
    bar?.stop();
  }
}
