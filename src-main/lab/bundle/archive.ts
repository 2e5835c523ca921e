import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

import { openPromise, type Entry, type ZipFile } from 'yauzl';

import { LabError } from '#shared/errors/errors';
import { FILE_KIND_BYTES, fileKind } from '#shared/basics/file-kind';
import { problemsOf } from '#shared/errors/problems';
import { showable } from '#shared/basics/showable';

import { zipProblem } from '../../formats/zip-problem';

import { manifestSchema, MANIFEST, BUNDLE_VERSION, MOST_MEMBERS, mostBytesOf, type Manifest } from './format';

type Listed = Manifest['members'][number];

/** A bundle whose table of contents and manifest agree. Its members are held against their hashes as they are read. */
export interface BundleArchive {
  readonly manifest: Manifest;
  /** In all, unpacked. */
  readonly bytes: number;
  /** A member of JSON, parsed. @throws LabError `invalid-bundle` */
  readonly json: (name: string) => Promise<unknown>;
  readonly listed: (name: string) => Listed;
  /** Unpacks a member into a file that must not be there. @throws LabError `invalid-bundle` */
  readonly unpack: (name: string, path: string) => Promise<void>;
  readonly close: () => void;
}

/** @throws LabError `invalid-bundle` */
export async function openBundle(file: string): Promise<BundleArchive> {
  const refuse = refusals(file);
  await refuseOtherKind(file, refuse);
  const zip = await openPromise(file, { autoClose: false, strictFileNames: true }).catch((error: unknown) => {
    throw refuse(`it ${zipProblem(error)}`, 'a whole zip file', error);
  });
  try {
    return await readContents(zip, refuse);
  } catch (error) {
    zip.close();
    throw error instanceof LabError ? error : refuse(`it ${zipProblem(error)}`, 'a whole bundle', error);
  }
}

type Refuse = ReturnType<typeof refusals>;

const MEMBER_PROBLEM = 'cannot be unpacked: it is damaged, or has another size than it says';
/** Of what a message says about a bundle, names that strangers chose among it. */
const MOST_LETTERS = 600;

/** By its first bytes, so that it is called what it is. */
async function refuseOtherKind(file: string, refuse: Refuse): Promise<void> {
  const handle = await open(file).catch(() => {
    throw refuse('it could not be opened', 'a file that can be read');
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(FILE_KIND_BYTES), 0, FILE_KIND_BYTES, 0);
    const { name, words } = fileKind(buffer.subarray(0, bytesRead));
    if (name !== 'zip') throw refuse(`it is ${words}`, 'a zip file that a lab has exported');
  } finally {
    await handle.close();
  }
}

/** @returns takes what was received, what was expected, and what a library said of it, for the detail */
export function refusals(file: string): (received: string, expected: string, cause?: unknown) => LabError {
  return (received, expected, cause) =>
    new LabError(
      'invalid-bundle',
      `${file} was not imported: ${showable(received, MOST_LETTERS)}; expected ${expected}. Nothing was changed. Export the bundle again, or fetch it again.`,
      cause instanceof Error ? cause.message : undefined,
    );
}

async function readContents(zip: ZipFile, refuse: Refuse): Promise<BundleArchive> {
  const entries = await entriesOf(zip, refuse);
  const own = entries.get(MANIFEST);
  if (own === undefined) throw refuse(`it has no ${MANIFEST}`, 'a bundle that a lab has exported');
  const manifest = parseManifest(await contentOf(zip, own, null, refuse), refuse);
  const listed = new Map(manifest.members.map((member) => [member.name, member]));
  for (const [name, { uncompressedSize }] of entries) {
    const told = listed.get(name);
    if (name !== MANIFEST && told?.bytes !== uncompressedSize) {
      throw refuse(
        `its member "${name}" has ${uncompressedSize} bytes`,
        `${told?.bytes ?? 'no such member'}, as its manifest says`,
      );
    }
  }
  const missing = manifest.members.find(({ name }) => name === MANIFEST || !entries.has(name));
  if (missing !== undefined || listed.size !== manifest.members.length) {
    throw refuse(`its manifest lists "${missing?.name ?? 'a member twice'}"`, 'each member that is there, once');
  }
  const entryOf = (name: string): { readonly entry: Entry; readonly told: Listed } => {
    const [entry, told] = [entries.get(name), listed.get(name)];
    if (entry === undefined || told === undefined) throw refuse(`it has no "${name}"`, 'every part of a run');
    return { entry, told };
  };
  return {
    manifest,
    bytes: manifest.members.reduce((sum, { bytes }) => sum + bytes, 0),
    json: async (name) => {
      const { entry, told } = entryOf(name);
      return parseJson(name, await contentOf(zip, entry, told, refuse), refuse);
    },
    listed: (name) => entryOf(name).told,
    unpack: async (name, path) => {
      const { entry, told } = entryOf(name);
      const handle = await open(path, 'wx');
      try {
        await readMember(zip, entry, told, refuse, (chunk) => handle.appendFile(chunk));
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
    close: () => zip.close(),
  };
}

/** Names and sizes are judged before anything is unpacked. */
async function entriesOf(zip: ZipFile, refuse: Refuse): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_MEMBERS) throw refuse(`it has ${zip.entryCount} members`, `${MOST_MEMBERS} at most`);
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const { fileName: name, uncompressedSize } = entry;
    const most = mostBytesOf(name);
    if (most === undefined) throw refuse(`it has a member "${name}"`, 'the members of a bundle and no others');
    if (uncompressedSize > most) throw refuse(`its member "${name}" has ${uncompressedSize} bytes`, `${most} at most`);
    if (entries.has(name)) throw refuse(`its member "${name}" comes twice`, 'each once');
    entries.set(name, entry);
  }
  return entries;
}

function parseManifest(content: Buffer, refuse: Refuse): Manifest {
  const value = parseJson(MANIFEST, content, refuse);
  const version: unknown =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > BUNDLE_VERSION) {
    throw refuse(
      `it is a bundle of version ${version}, which a newer lab has written`,
      `version ${BUNDLE_VERSION} at most`,
    );
  }
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [problem] = problemsOf(parsed.error, 'a manifest');
  throw refuse(`its manifest is wrong at "${problem?.field ?? ''}" (${problem?.message ?? ''})`, 'that of a bundle');
}

function parseJson(name: string, content: Buffer, refuse: Refuse): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch (error) {
    throw refuse(`its member "${name}" is no JSON`, 'JSON in UTF-8', error);
  }
}

async function contentOf(zip: ZipFile, entry: Entry, told: Listed | null, refuse: Refuse): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await readMember(zip, entry, told, refuse, (chunk) => {
    chunks.push(chunk);
  });
  return Buffer.concat(chunks);
}

/** yauzl stops at a member that unpacks to more or less than it says. */
async function readMember(
  zip: ZipFile,
  entry: Entry,
  told: Listed | null,
  refuse: Refuse,
  take: (chunk: Buffer) => void | Promise<void>,
): Promise<void> {
  const hash = createHash('sha256');
  let stream: AsyncIterable<Buffer>;
  try {
    stream = await zip.openReadStreamPromise(entry);
  } catch (error) {
    throw refuse(`its member "${entry.fileName}" ${MEMBER_PROBLEM}`, 'a whole member', error);
  }
  const iterator = stream[Symbol.asyncIterator]();
  for (;;) {
    const next = await iterator.next().catch((error: unknown) => {
      throw refuse(`its member "${entry.fileName}" ${MEMBER_PROBLEM}`, 'a whole member', error);
    });
    if (next.done === true) break;
    hash.update(next.value);
    await take(next.value);
  }
  const found = hash.digest('hex');
  if (told !== null && found !== told.sha256) {
    throw refuse(`its member "${entry.fileName}" has the sha256 ${found}`, `${told.sha256}, as its manifest says`);
  }
}
