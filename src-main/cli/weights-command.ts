import { LabError } from '#shared/errors/errors';
import type { WeightsInfo } from '#shared/networks/weights';

import type { Lab } from '../lab/lab';
import { installBar } from './install-bar';
import { pathArgument } from './path-argument';
import { printJson, printLine } from './standard-output';
import { table } from './table';

/** `weights`, `weights install NAME`, `weights import NAME FILE`. */
export async function weightsCommand(
  lab: Lab,
  action: readonly string[],
  { json }: { readonly json: boolean },
): Promise<number> {
  const [verb, name = '', file = ''] = action;
  if (verb === 'import' && action.length === 3) {
    await lab.weights.importFrom(name, pathArgument(file, 'weights import'));
  } else if (verb === 'install' && action.length === 2) await install(lab, name, !json && process.stderr.isTTY);
  else if (verb !== undefined) {
    throw new LabError(
      'invalid-request',
      `Received "weights ${action.join(' ')}"; expected "weights", "weights install NAME" or "weights import NAME FILE".`,
    );
  }
  const infos = await lab.weights.list();
  if (json) printJson({ weights: infos });
  else printLine(weightsText(infos));
  return 0;
}

async function install(lab: Lab, name: string, isTerminal: boolean): Promise<void> {
  const bar = installBar(isTerminal);
  try {
    await lab.weights.install(name, { onProgress: bar.progress, onWaiting: bar.waiting });
  } finally {
    bar.stop();
  }
}

function weightsText(infos: readonly WeightsInfo[]): string {
  return table(
    ['weights', 'what', 'state'],
    infos.map(({ facts, state }) => [
      facts.name,
      facts.title,
      state.kind === 'installed'
        ? `in ${state.file}; ${state.isOfficial ? 'the official bytes' : 'not the official bytes'}`
        : state.kind,
    ]),
  );
}
