import type { DatasetInfo } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

import type { Lab } from '../lab/lab';
import { installBar } from './install-bar';
import { datasetsText } from './output';
import { pathArgument } from './path-argument';
import { printJson, printLine } from './standard-output';

/** `datasets`, `datasets install NAME`, `datasets import NAME PATH`, `datasets verify NAME`. */
export async function datasetCommand(
  lab: Lab,
  action: readonly string[],
  { json }: { readonly json: boolean },
): Promise<number> {
  if (action.length > 0) await withBar(lab, !json && process.stderr.isTTY, workOf(lab, action));
  const infos = await lab.datasets.list();
  if (json) printJson({ datasets: infos });
  else printLine(datasetsText(infos));
  return 0;
}

function workOf(lab: Lab, action: readonly string[]): () => Promise<DatasetInfo> {
  const [verb, name, path] = action;
  if (name !== undefined && action.length === 2) {
    if (verb === 'install') return () => lab.installDataset(name);
    if (verb === 'verify') return () => lab.verifyDataset(name);
  }
  if (name !== undefined && path !== undefined && action.length === 3 && verb === 'import') {
    const place = pathArgument(path, 'datasets import');
    return () => lab.importDataset(name, place);
  }
  throw new LabError(
    'invalid-request',
    `Received "datasets ${action.join(' ')}"; expected "datasets", "datasets install NAME", "datasets import NAME PATH" or "datasets verify NAME".`,
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
