import { readFileSync, statSync } from 'node:fs';

import { MOST_DESIGN_BYTES } from '#shared/experiment/design-file';
import { LabError } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';

/** The text of a file that a person has named for a design. @throws LabError `file-not-read` */
export function designText(path: string): string {
  try {
    const found = statSync(path);
    if (found.size > MOST_DESIGN_BYTES) throw new Error(`it has ${found.size} bytes; a design has a few thousand`);
    // a device may never end; a shell hands the output of a program over as a pipe
    if (!(found.isFile() || found.isFIFO() || found.isDirectory())) throw new Error('it is not a file');
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new LabError(
      'file-not-read',
      `${path} could not be read as a design: ${reasonOf(error)}. Choose another file.`,
      error instanceof Error ? error.stack : undefined,
    );
  }
}
