import { accessSync, constants, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import envPaths from 'env-paths';

import { LabError } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';

import { makeFolder } from './make-folder';

/**
 * The folder of the database, the runs and the datasets, made if it is not there. The app and the command line agree
 * on it: `--home`, then SIAMESE_LAB_HOME, then the system's place for a program's data.
 * @throws LabError `home-unusable`
 */
export function openHome(asked: string | undefined, environment: NodeJS.ProcessEnv): string {
  if (asked === '') {
    throw new LabError(
      'home-unusable',
      '--home: Received no name; expected a folder, such as --home lab. Or leave it out.',
    );
  }
  const named = environment['SIAMESE_LAB_HOME'];
  // a variable that is set to nothing counts as one that is not set
  const usual = named === undefined || named === '' ? envPaths('siamese-lab', { suffix: '' }).data : named;
  const home = resolve(asked ?? usual);
  try {
    makeFolder(join(home, 'runs'));
    accessSync(home, constants.W_OK);
    return home;
  } catch (error) {
    throw new LabError(
      'home-unusable',
      `The folder ${home} cannot be used for the lab's data: ${reasonOf(error)}. ` +
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
