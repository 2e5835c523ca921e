/** A picture that was found, and what its place tells of it. */
export interface FoundImage {
  /** As a person knows it: inside the folder or the archive, with forward slashes. */
  readonly path: string;
  /** Where its bytes are. */
  readonly file: string;
  readonly className: string;
  /** What belongs together, such as the pictures of one person; null where nothing says. */
  readonly group: string | null;
  readonly split: GivenSplit | null;
}

export const GIVEN_SPLITS = ['train', 'validation', 'test'] as const;
export type GivenSplit = (typeof GIVEN_SPLITS)[number];

/** What the folders of a split are called. */
const SPLIT_NAMES: Readonly<Record<string, GivenSplit>> = {
  train: 'train',
  training: 'train',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
  eval: 'test',
};

/** The split that a word stands for, however it is written; null where it stands for none. */
export function splitNamed(word: string): GivenSplit | null {
  const name = word.trim().toLowerCase();
  return Object.hasOwn(SPLIT_NAMES, name) ? (SPLIT_NAMES[name] ?? null) : null;
}

/** A file below the folder that was named, by its folders. */
export interface PlacedFile {
  /** With forward slashes. */
  readonly path: string;
  readonly file: string;
}

/**
 * What the folders tell of their pictures. Folders that all pictures share are passed over, as an archive often has one.
 * Where the first ones are called train and test (or validation), they are the split; all folders below are the class,
 * and the upper ones of a class of several its group: "Greek/alpha" is of the group "Greek".
 * @returns null where a picture lies in no folder of a class
 */
export function layoutOf(files: readonly PlacedFile[]): readonly FoundImage[] | null {
  const placed = files.map(({ path, file }) => ({ path, file, folders: path.split('/').slice(0, -1) }));
  const shared = sharedFolders(placed.map(({ folders }) => folders));
  const isSplit = placed.length > 0 && placed.every(({ folders }) => splitNamed(folders[shared] ?? '') !== null);
  const images: FoundImage[] = [];
  for (const { path, file, folders } of placed) {
    const own = folders.slice(shared);
    const names = isSplit ? own.slice(1) : own;
    if (names.length === 0) return null;
    images.push({
      path,
      file,
      className: names.join('/'),
      group: names.length === 1 ? null : names.slice(0, -1).join('/'),
      split: isSplit ? splitNamed(own[0] ?? '') : null,
    });
  }
  return images;
}

/** How many folders all paths begin with. Where all pictures lie in one folder, that is their class. */
function sharedFolders(all: readonly (readonly string[])[]): number {
  const [first = []] = all;
  let shared = 0;
  while (
    shared < first.length &&
    all.every((folders) => folders.length > shared && folders[shared] === first[shared])
  ) {
    shared += 1;
  }
  // one class alone is no dataset, but it is told of by its name
  return all.some((folders) => folders.length === shared) ? Math.max(0, shared - 1) : shared;
}
