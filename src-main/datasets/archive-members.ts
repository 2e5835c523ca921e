import { LabError } from '#shared/errors';

export interface UnpackOptions {
  /** Folders that the members may lie in, inside the archive, with forward slashes; they may lie at its top too. */
  readonly folders: readonly string[];
  /** The names that are wanted, each with the most bytes that it may have. */
  readonly members: ReadonlyMap<string, number>;
  readonly signal?: AbortSignal | undefined;
  /** How far it has come, in bytes of the archive or of its members. */
  readonly onProgress?: ((doneBytes: number, totalBytes: number) => void) | undefined;
}

/** One entry of an archive, as its table of contents tells of it. */
export interface ArchiveEntry {
  readonly path: string;
  readonly size: number;
  /** `File`, `Directory`, or the name of another type. */
  readonly type: string;
}

/**
 * The wanted name that an entry stands for; null for one to pass over. No path from an archive goes further than this.
 * @throws LabError `dataset-damaged` for an entry that climbs out, is neither file nor folder, or is too large
 */
export function admit(entry: ArchiveEntry, archive: string, { folders, members }: UnpackOptions): string | null {
  const { path, size, type } = entry;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (/^([/\\]|[a-z]:)/i.test(path) || path.includes('\\') || parts.includes('..')) {
    throw refusal(archive, path, 'points out of the archive', 'a plain name');
  }
  if (type === 'Directory') return null;
  if (type !== 'File') throw refusal(archive, path, `is of the type ${type}`, 'plain files and folders only');
  const folder = parts.slice(0, -1).join('/');
  const name = parts.at(-1) ?? '';
  const most = members.get(name);
  if (most === undefined || (folder !== '' && !folders.includes(folder))) return null;
  if (size > most) throw refusal(archive, path, `has ${grouped(size)} bytes`, `at most ${grouped(most)}`);
  return name;
}

export function refusal(archive: string, path: string, received: string, expected: string): LabError {
  return new LabError(
    'dataset-damaged',
    `The member "${path}" of ${archive} ${received}; expected ${expected}. Use the official archive, or a copy of it.`,
  );
}

export function brokenArchive(archive: string, cause: unknown): LabError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LabError(
    'dataset-damaged',
    `${archive} could not be unpacked: ${reason}. Expected a whole .tar.gz, .tgz, .tar or .zip file; fetch it again.`,
  );
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
