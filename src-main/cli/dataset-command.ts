import { DATASETS, type DatasetInfo } from '#shared/datasets/datasets';
import { nameFor } from '#shared/datasets/own';
import { LabError } from '#shared/errors/errors';

import type { Lab } from '../lab/lab';
import { installBar } from './install-bar';
import { datasetsText } from './output';
import { bringCommand, importRequest, lookCommand, type OwnDatasetArguments } from './own-dataset-command';
import { pathArgument } from './path-argument';
import { printJson, printLine } from './standard-output';

/**
 * `datasets`, `datasets install NAME`, `datasets import NAME PATH`, `datasets verify NAME`; of a person's own pictures
 * `datasets look PATH`, `datasets import NAME PATH` under a new name, `datasets remove NAME`.
 */
export async function datasetCommand(
  lab: Lab,
  action: readonly string[],
  given: OwnDatasetArguments,
  { json }: { readonly json: boolean },
): Promise<number> {
  const [verb, name, path] = action;
  if (verb === 'look' && name !== undefined && action.length === 2) {
    const place = pathArgument(name, 'datasets look');
    return lookCommand(lab, importRequest(nameFor(place), place, given), { json });
  }
  if (verb === 'import' && name !== undefined && path !== undefined && action.length === 3 && isOnesOwn(name)) {
    return bringCommand(lab, importRequest(name, pathArgument(path, 'datasets import'), given), { json });
  }
  const [option] = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (option !== undefined) throw strangeOption(option);
  if (verb === 'remove' && name !== undefined && action.length === 2) {
    await lab.ownDatasets.remove(name);
    return datasetCommand(lab, [], {}, { json });
  }
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
    `Received "datasets ${action.join(' ')}"; expected "datasets", "datasets install NAME", "datasets import NAME PATH", ` +
      '"datasets verify NAME", "datasets look PATH" or "datasets remove NAME".',
  );
}

/** Whether a dataset of that name is, or would be, one of a person's own. */
function isOnesOwn(name: string): boolean {
  const known = DATASETS.find(name);
  return known === undefined || known.own !== undefined;
}

function strangeOption(option: string): LabError {
  return new LabError(
    'invalid-request',
    `Received the option for ${option}; expected it with "datasets look PATH" or "datasets import NAME PATH", of pictures under a name of your own.`,
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
