import { resolve } from 'node:path';

import { LabError } from '#shared/errors';
import type { WeightsInfo } from '#shared/weights';

import type { Lab } from '../lab/lab';
import { installBar } from './install-bar';
import { table } from './table';

/** `weights`, `weights install NAME`, `weights import NAME FILE`. */
export async function weightsCommand(
  lab: Lab,
  [action, name = '', file]: readonly string[],
  { json }: { readonly json: boolean },
): Promise<number> {
  if (action === 'import' && file !== undefined) await lab.weights.importFrom(name, resolve(file));
  else if (action === 'install') await install(lab, name, !json && process.stderr.isTTY);
  else if (action !== undefined) {
    throw new LabError(
      'invalid-request',
      `Received "weights ${[action, name, file ?? ''].join(' ').trim()}"; expected "weights", "weights install NAME" or "weights import NAME FILE".`,
    );
  }
  const infos = await lab.weights.list();
  process.stdout.write(json ? `${JSON.stringify({ weights: infos })}\n` : `${weightsText(infos)}\n`);
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
