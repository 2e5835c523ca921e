import { LabError, toFailure } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';

/**
 * Waits until a file that a person has named is written, and says by that name why it could not be.
 * @throws LabError `file-not-written`, `disk-full`
 */
export async function orNotWritten<Value>(file: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof LabError || isOfAnother(error, file)) throw error;
    const { code } = toFailure(error);
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new LabError(
      code === 'disk-full' ? code : 'file-not-written',
      `${file} could not be written: ${isGone ? 'its folder is not there' : reasonOf(error)}. Choose another place, or make that one ready.`,
      error instanceof Error ? error.stack : undefined,
    );
  }
}

/** Some files are written from others, which can be refused too. */
function isOfAnother(error: unknown, file: string): boolean {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' && !error.path.startsWith(file);
}
