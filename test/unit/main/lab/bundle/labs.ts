import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openPromise } from 'yauzl';

import { openMemoryDatabase, type WritableDatabase } from '#main/database/open';
import { exportBundle } from '#main/lab/bundle/export';
import { importBundle } from '#main/lab/bundle/import';
import { createEmitter } from '#main/lab/events/events';
import { runFolder } from '#main/lab/folder/home';
import { createRecorder, type Recorder } from '#main/lab/runs/recorder';
import type { ImportResult } from '#shared/runs/bundle';
import type { ArtefactKind } from '#shared/runs/run';

/** A lab on a folder of its own, as far as bundles see one. */
export interface BundleLab {
  readonly home: string;
  readonly database: WritableDatabase;
  readonly recorder: Recorder;
  readonly exportTo: (file: string, ids: readonly number[], withWeights?: boolean) => Promise<string>;
  readonly importFrom: (file: string) => Promise<ImportResult>;
  readonly addFile: (id: number, kind: ArtefactKind, content: Uint8Array) => void;
}

export async function createBundleLab(now: number): Promise<BundleLab> {
  const home = await mkdtemp(join(tmpdir(), 'siamese-lab-bundle-'));
  await mkdir(join(home, 'runs'));
  const database = openMemoryDatabase();
  const recorder = createRecorder(database, createEmitter(), () => now);
  const folderOf = (id: number): string => runFolder(home, id);
  return {
    home,
    database,
    recorder,
    exportTo: async (name, ids, withWeights = true) => {
      const file = join(home, name);
      await exportBundle({ reader: database, folderOf, code: 'test', now }, { ids, file, withWeights });
      return file;
    },
    importFrom: (file) =>
      importBundle({ reader: database, recorder, folderOf, stagingFolder: join(home, 'imports'), now }, file),
    addFile: (id, kind, content) => {
      mkdirSync(folderOf(id), { recursive: true });
      writeFileSync(join(folderOf(id), `${kind}.safetensors`), content);
      const sha256 = createHash('sha256').update(content).digest('hex');
      const artefact = { kind, file: `${kind}.safetensors`, bytes: content.length, sha256 };
      recorder.record(id, { kind: 'artefact', artefact });
    },
  };
}

/** What a zip file holds, by name. */
export async function membersOf(file: string): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await openPromise(file, { autoClose: false });
  const members = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) chunks.push(chunk);
    members.set(entry.fileName, Buffer.concat(chunks));
  }
  zip.close();
  return members;
}
