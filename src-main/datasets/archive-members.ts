import { LabError } from '#shared/errors/errors';
import { showable } from '#shared/basics/showable';

/** The members of an archive that are wanted. */
export interface WantedMembers {
  /** Folders that they may lie in, inside the archive, with forward slashes; they may lie at its top too. */
  readonly folders: readonly string[];
  /** Their names, each with the most bytes that it may have. */
  readonly members: ReadonlyMap<string, number>;
}

/**
 * Judges the entries of one archive in their order.
 * @returns the name under which one is written; null for one to pass over
 */
export type Gate = (entry: ArchiveEntry) => string | null;

export interface UnpackOptions {
  readonly admit: Gate;
  /** True for files that are thrown away soon: nobody waits until the disk has them. */
  readonly isPassing?: boolean;
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

/** More members, or more bytes of all of them unpacked, than any archive of a dataset comes near. */
const MOST_MEMBERS = 100_000;
const MOST_BYTES = 16 * 2 ** 30;

/**
 * A gate for the wanted members. No path from the archive goes further.
 * It throws LabError `dataset-damaged` for an entry that climbs out, is neither file nor folder, is too large, or comes
 * twice, and for one too many.
 */
export function createGate(archive: string, wanted: WantedMembers): Gate {
  const found = new Set<string>();
  const measure = createMeasure(archive);
  return (entry) => {
    measure(entry);
    const name = wantedName(entry, archive, wanted);
    if (name !== null && found.has(name)) throw refusal(archive, entry.path, 'comes twice', 'each file once');
    if (name !== null) found.add(name);
    return name;
  };
}

/**
 * Counts the entries of one archive, the wanted and the others: those are unpacked too, to be passed over.
 * @param most members, where an archive may have more than one of the lab's own datasets
 */
export function createMeasure(archive: string, most = MOST_MEMBERS): (entry: ArchiveEntry) => void {
  let members = 0;
  let bytes = 0;
  return ({ path, size }) => {
    members += 1;
    bytes += size;
    if (members <= most && bytes <= MOST_BYTES) return;
    throw refusal(
      archive,
      path,
      `is number ${grouped(members)}, and there are ${grouped(bytes)} bytes up to its end`,
      `${grouped(most)} members of ${grouped(MOST_BYTES)} bytes in all at most`,
    );
  };
}

/**
 * The folders of an entry and its name.
 * @returns null for a folder
 * @throws LabError `dataset-damaged` for a path that climbs out, and for what is neither file nor folder
 */
export function partsOf({ path, type }: ArchiveEntry, archive: string): readonly string[] | null {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (/^([/\\]|[a-z]:)/i.test(path) || path.includes('\\') || parts.includes('..')) {
    throw refusal(archive, path, 'points out of the archive', 'a plain name');
  }
  if (type === 'Directory') return null;
  if (type !== 'File') throw refusal(archive, path, `is of the type ${type}`, 'plain files and folders only');
  return parts;
}

function wantedName(entry: ArchiveEntry, archive: string, { folders, members }: WantedMembers): string | null {
  const { path, size } = entry;
  const parts = partsOf(entry, archive);
  if (parts === null) return null;
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
    `The member "${showable(path)}" of ${archive} ${received}; expected ${expected}. Use the official archive, or a copy of it.`,
  );
}

/**
 * @param received what is wrong with the archive, to follow its name
 * @param cause what the library said
 */
export function brokenArchive(archive: string, received: string, cause?: unknown): LabError {
  return new LabError(
    'dataset-damaged',
    `${archive} ${received}; expected a whole .tar.gz, .tgz, .tar or .zip file. Use the official archive, or fetch it again.`,
    cause instanceof Error ? cause.message : undefined,
  );
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
