import { resolve } from 'node:path';

import { LabError } from '#shared/errors/errors';

/** The whole path of a file or folder that was typed. @throws LabError `invalid-request` where nothing was */
export function pathArgument(typed: string, name: string): string {
  if (typed !== '') return resolve(typed);
  throw new LabError('invalid-request', `${name}: Received no name; expected the path of a file or a folder.`);
}
