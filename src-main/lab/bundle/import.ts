import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { z } from 'zod';

import type { ImportedRun, ImportResult } from '#shared/runs/bundle';
import { LabError } from '#shared/errors/errors';
import { problemsOf } from '#shared/errors/problems';
import type { Artefact } from '#shared/runs/run';
import { isUnderstood } from '#shared/experiment/stored-spec';

import { findSameRun, type ForeignRun } from '../../database/bundled-runs';
import { readDesign } from '../../database/experiments';
import type { ReadableDatabase } from '../../database/open';
import { flush } from '../../files/flush';
import type { Recorder } from '../runs/recorder';
import { openBundle, refusals, type BundleArchive } from './archive';
import { evaluationsSchema, seriesSchema } from '../../database/stored-schemas';
import { whyNotKept } from './strange-design';
import { experimentSchema, fitsDataset, logSchema, runSchema, type Manifest } from './format';

interface Target {
  readonly reader: ReadableDatabase;
  readonly recorder: Pick<Recorder, 'importRuns'>;
  readonly folderOf: (id: number) => string;
  /** For what is unpacked and not yet in its place, on the disk of the runs. */
  readonly stagingFolder: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether its runs are those that come with the lab. */
  readonly isStudy?: boolean;
}

interface Unpacked {
  readonly run: ForeignRun;
  /** Null where it has no files. */
  readonly folder: string | null;
}

/** A refusal names first what is wrong. */
const EXPECTED = 'what a lab writes';

/**
 * Reads a bundle, holds every part of it against its hash and its schema, and stores its runs under numbers of their own:
 * nothing that is here is overwritten. Runs that are here already are left as they are, and named. All runs, or none.
 * @throws LabError `invalid-bundle`, `disk-full`
 */
export async function importBundle(target: Target, file: string): Promise<ImportResult> {
  const archive = await openBundle(file);
  const staging = join(target.stagingFolder, randomUUID());
  try {
    await refuseFullDisk(target.stagingFolder, archive.bytes);
    const known: ImportedRun[] = [];
    const fresh: Unpacked[] = [];
    for (const listed of archive.manifest.runs) {
      const run = await readRun(archive, listed, target, refusals(file));
      const here = findSameRun(target.reader, run);
      if (here !== undefined) known.push({ id: here, machine: listed.machine, originId: listed.runId });
      else fresh.push({ run, folder: await unpackFiles(archive, run, listed.folder, staging) });
    }
    const ids = fresh.length === 0 ? [] : store(target, fresh);
    await flush(dirname(target.folderOf(1)));
    return { known, imported: ids.map((id, index) => importedAs(id, fresh[index])) };
  } finally {
    archive.close();
    await rm(staging, { recursive: true, force: true });
  }
}

function importedAs(id: number, unpacked: Unpacked | undefined): ImportedRun {
  return { id, machine: unpacked?.run.origin.machine ?? '', originId: unpacked?.run.origin.runId ?? id };
}

/** Moves the files to where they belong as the runs are stored; where that fails they are moved back, and go. */
function store({ recorder, folderOf }: Target, fresh: readonly Unpacked[]): readonly number[] {
  const moved: (readonly [from: string, to: string])[] = [];
  try {
    return recorder.importRuns(
      fresh.map(({ run }) => run),
      (id, index) => {
        const from = fresh[index]?.folder ?? null;
        const to = folderOf(id);
        if (existsSync(to)) throw new Error(`The folder ${to} is there already.`);
        if (from === null) mkdirSync(to);
        else renameSync(from, to);
        moved.push([from ?? '', to]);
      },
    );
  } catch (error) {
    for (const [from, to] of moved) if (from !== '') renameSync(to, from);
    throw error;
  }
}

async function readRun(
  archive: BundleArchive,
  listed: Manifest['runs'][number],
  { now, isStudy = false }: Pick<Target, 'now' | 'isStudy'>,
  refuse: ReturnType<typeof refusals>,
): Promise<ForeignRun> {
  const { folder, machine, runId } = listed;
  const read = async <Schema extends z.ZodType>(name: string, schema: Schema): Promise<z.output<Schema>> => {
    const parsed = schema.safeParse(await archive.json(name));
    if (parsed.success) return parsed.data;
    const [problem] = problemsOf(parsed.error, 'such a member');
    throw refuse(`its member "${name}" is wrong at "${problem?.field ?? ''}" (${problem?.message ?? ''})`, EXPECTED);
  };
  const experiment = designOf(await read(listed.experiment, experimentSchema), listed.experiment, refuse);
  const run = await read(`${folder}/run.json`, runSchema);
  const evaluations = await read(`${folder}/evaluations.json`, evaluationsSchema);
  const { spec, datasetFacts } = experiment;
  for (const evaluation of isUnderstood(spec) && datasetFacts !== null ? evaluations : []) {
    if (
      datasetFacts !== null &&
      evaluation.task === 'classification' &&
      !fitsDataset(evaluation.confusion, datasetFacts)
    ) {
      throw refuse(`an evaluation in "${folder}" has other classes`, `those of ${datasetFacts.name}`);
    }
  }
  return {
    // what has been held against a schema: the types of its words are wider only where a newer lab may know more of them
    ...(run as Pick<ForeignRun, keyof typeof run>),
    experiment,
    evaluations: evaluations as ForeignRun['evaluations'],
    series: await read(`${folder}/series.json`, seriesSchema),
    log: await read(`${folder}/log.json`, logSchema),
    artefacts: listed.artefacts.map((kind): Artefact => {
      const { bytes, sha256 } = archive.listed(`${folder}/${kind}.safetensors`);
      return { kind, file: `${kind}.safetensors`, bytes, sha256 };
    }),
    origin: { machine, runId, importedAt: now, ...(isStudy ? { isStudy } : {}) },
  };
}

/** A design that this lab does not understand is taken in as data, provided that the database can hold it. */
function designOf(
  { title, name: called, createdAt, spec, stored, dataset }: z.output<typeof experimentSchema>,
  name: string,
  refuse: ReturnType<typeof refusals>,
): ForeignRun['experiment'] {
  const read = readDesign(
    stored ?? JSON.stringify(spec ?? null),
    dataset === undefined ? null : JSON.stringify(dataset),
  );
  const { spec: design } = read;
  if (isUnderstood(design)) return { title, name: called, createdAt, ...read };
  const problem = whyNotKept(design);
  if (problem === null) return { title, name: called, createdAt, ...read };
  throw refuse(`the design in its member "${name}" is not one that can be kept (${problem})`, EXPECTED);
}

async function unpackFiles(
  archive: BundleArchive,
  { artefacts }: ForeignRun,
  folder: string,
  staging: string,
): Promise<string | null> {
  if (artefacts.length === 0) return null;
  const target = join(staging, folder.replace('/', '-'));
  await mkdir(target, { recursive: true });
  for (const { file } of artefacts) await archive.unpack(`${folder}/${file}`, join(target, file));
  await flush(target);
  return target;
}

async function refuseFullDisk(folder: string, bytes: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new LabError(
    'disk-full',
    `The bundle unpacks to ${bytes.toLocaleString('en-US')} bytes, and the disk of ${folder} has ${free.toLocaleString('en-US')} free. ` +
      'Make room, and import it again. Nothing was changed.',
  );
}
