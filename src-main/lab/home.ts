import { accessSync, constants, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import envPaths from 'env-paths';

import { LabError } from '#shared/errors';

/**
 * The folder of the database, the runs and the datasets, made if it is not there. The app and the command line agree
 * on it: `--home`, then SIAMESE_LAB_HOME, then the system's place for a program's data.
 * @throws LabError `home-unusable`
 */
export function openHome(asked: string | undefined, environment: NodeJS.ProcessEnv): string {
  const home = resolve(asked ?? environment['SIAMESE_LAB_HOME'] ?? envPaths('siamese-lab', { suffix: '' }).data);
  try {
    mkdirSync(join(home, 'runs'), { recursive: true });
    accessSync(home, constants.W_OK);
    return home;
  } catch (error) {
    throw new LabError(
      'home-unusable',
      `The folder ${home} cannot be used for the lab's data: ${error instanceof Error ? error.message : String(error)}. ` +
        'Expected a folder that can be made and written to. Name another with --home or SIAMESE_LAB_HOME.',
    );
  }
}

/** The folder of one run's artefacts. */
export function runFolder(home: string, id: number): string {
  return join(home, 'runs', String(id).padStart(6, '0'));
}

/** The greatest number of a run that has a folder; 0 where none has. */
export function lastRunFolder(home: string): number {
  return readdirSync(join(home, 'runs')).reduce(
    (last, name) => Math.max(last, /^\d{6,15}$/.test(name) ? Number(name) : 0),
    0,
  );
}
