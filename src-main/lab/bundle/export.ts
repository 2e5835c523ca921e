import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { ZipFile } from 'yazl';
import type { z } from 'zod';

import type { BundleWritten } from '#shared/runs/bundle';
import { LabError } from '#shared/errors/errors';
import { isEnded, type Artefact } from '#shared/runs/run';
import { isUnderstood } from '#shared/experiment/stored-spec';
import { reasonOf } from '#shared/errors/system-errors';

import { artefactsOf } from '../../database/artefacts';
import { experimentOf, type ForeignExperiment } from '../../database/bundled-runs';
import { storedEvaluationsOf } from '../../database/evaluations';
import { logOf } from '../../database/log';
import type { ReadableDatabase } from '../../database/open';
import { findRun, type StoredRun } from '../../database/runs';
import { seriesOf } from '../../database/series';
import { putFile } from '../../files/whole-file';
import { orNotWritten } from '../folder/written-file';
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  BUNDLED_KINDS,
  MANIFEST,
  mostBytesOf,
  type experimentSchema,
  type Manifest,
} from './format';
import { whyNotKept } from './strange-design';

export interface BundleExport {
  /** Runs that have ended. */
  readonly ids: readonly number[];
  readonly file: string;
  readonly withWeights: boolean;
}

interface Source {
  readonly reader: ReadableDatabase;
  readonly folderOf: (id: number) => string;
  /** Version of the lab. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Member = Manifest['members'][number] & ({ readonly content: Buffer } | { readonly path: string });

/**
 * Writes runs with their designs, series, evaluations, logs and files into one file, under a temporary name that becomes
 * the file's when all is written.
 * @throws LabError `unknown-run`, `run-active`, `artefact-damaged` where a file is not as the run wrote it,
 * `file-not-written`, `disk-full`
 */
export async function exportBundle(source: Source, { ids, file, withWeights }: BundleExport): Promise<BundleWritten> {
  const runs = ids.map((id) => endedRun(source.reader, id));
  const members: Member[] = [];
  const listed: Manifest['runs'][number][] = [];
  const experiments = new Map<number, string>();
  for (const [index, run] of runs.entries()) {
    let experiment = experiments.get(run.experimentId);
    if (experiment === undefined) {
      experiment = `experiments/${experiments.size + 1}.json`;
      experiments.set(run.experimentId, experiment);
      members.push(jsonMember(experiment, designMember(designOf(source.reader, run))));
    }
    const folder = `runs/${index + 1}`;
    const artefacts = await artefactMembers(source, run, folder, withWeights);
    members.push(...jsonMembers(source.reader, run, folder), ...artefacts.map(({ member }) => member));
    const { machine, runId } = run.origin ?? { machine: hostname(), runId: run.id };
    listed.push({ folder, experiment, machine, runId, artefacts: artefacts.map(({ kind }) => kind) });
  }
  const manifest: Manifest = {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    exportedAt: source.now,
    machine: hostname(),
    code: source.code,
    runs: listed,
    members: members.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  };
  await orNotWritten(file, writeZip(file, [jsonMember(MANIFEST, manifest), ...members], new Date(source.now)));
  return { file, count: runs.length, bytes: (await stat(file)).size };
}

function endedRun(reader: ReadableDatabase, id: number): StoredRun {
  const run = findRun(reader, id);
  if (run === undefined) {
    throw new LabError('unknown-run', `Received the run ${id} to export; there is none of that number.`);
  }
  if (isEnded(run.status)) return run;
  throw new LabError(
    'run-active',
    `Run ${id} is ${run.status}; only a run that has ended can be exported. Wait for its end, or cancel it first.`,
  );
}

function designOf(reader: ReadableDatabase, run: StoredRun): ForeignExperiment {
  const experiment = experimentOf(reader, run.experimentId);
  if (experiment === undefined) throw new Error(`Run ${run.id} has no experiment.`);
  const problem = isUnderstood(experiment.spec) ? null : whyNotKept(experiment.spec);
  if (problem === null) return experiment;
  throw new LabError(
    'design-not-understood',
    `Run ${run.id} cannot be exported: no lab could take in its design. ${problem} Nothing was exported. Leave the run out.`,
  );
}

/** A design that is not understood goes along as its very text. */
function designMember({
  title,
  name,
  createdAt,
  spec,
  datasetFacts,
}: ForeignExperiment): z.input<typeof experimentSchema> {
  const design = isUnderstood(spec) ? { spec } : { stored: spec.stored };
  return {
    title,
    ...(name === '' ? {} : { name }),
    createdAt,
    ...design,
    ...(datasetFacts === null ? {} : { dataset: datasetFacts }),
  };
}

function jsonMembers(reader: ReadableDatabase, run: StoredRun, folder: string): readonly Member[] {
  const { seed, status, queuedAt, startedAt, endedAt, trainedFor, failure, rawFacts: facts, tags, note } = run;
  const told = { seed, status, queuedAt, startedAt, endedAt, trainedFor, failure, facts, tags, note };
  return [
    jsonMember(`${folder}/run.json`, told),
    jsonMember(`${folder}/series.json`, seriesOf(reader, run.id)),
    jsonMember(`${folder}/evaluations.json`, storedEvaluationsOf(reader, run.id)),
    jsonMember(`${folder}/log.json`, logOf(reader, run.id)),
  ];
}

function jsonMember(name: string, value: unknown): Member {
  const content = Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
  const most = mostBytesOf(name) ?? 0;
  if (content.length > most) {
    throw new LabError(
      'invalid-bundle',
      `Nothing was exported: the part "${name}" of the bundle would have ${grouped(content.length)} bytes, and a lab takes in ` +
        `${grouped(most)} at most. Export fewer runs, or leave out the one whose design or log is that large.`,
    );
  }
  return { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), content };
}

const grouped = (bytes: number): string => bytes.toLocaleString('en-US');

async function artefactMembers(
  { reader, folderOf }: Source,
  { id }: StoredRun,
  folder: string,
  withWeights: boolean,
): Promise<readonly { readonly kind: (typeof BUNDLED_KINDS)[number]; readonly member: Member }[]> {
  const found = [];
  for (const artefact of artefactsOf(reader, id)) {
    const kind = BUNDLED_KINDS.find((known) => known === artefact.kind);
    if (kind === undefined || (kind === 'weights' && !withWeights)) continue;
    const path = join(folderOf(id), artefact.file);
    await refuseDamaged(path, artefact, kind === 'weights');
    const { bytes, sha256 } = artefact;
    found.push({ kind, member: { name: `${folder}/${kind}.safetensors`, bytes, sha256, path } });
  }
  return found;
}

async function refuseDamaged(path: string, { sha256 }: Artefact, isWeights: boolean): Promise<void> {
  let problem: string;
  try {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    const found = hash.digest('hex');
    if (found === sha256) return;
    problem = `is not as the run wrote it: received sha256 ${found}, expected ${sha256}`;
  } catch (error) {
    problem = `could not be read (${reasonOf(error)})`;
  }
  const advice = isWeights ? 'Export the run without its weights.' : 'A bundle with it would be worth nothing.';
  throw new LabError('artefact-damaged', `${path} ${problem}. Nothing was exported. ${advice}`);
}

async function writeZip(file: string, members: readonly Member[], mtime: Date): Promise<void> {
  const zip = new ZipFile();
  for (const member of members) {
    if ('content' in member) zip.addBuffer(member.content, member.name, { mtime });
    // weights are noise: nothing is won by packing them
    else zip.addFile(member.path, member.name, { mtime, compress: false });
  }
  await putFile(file, (aside) => {
    const written = pipeline(zip.outputStream, createWriteStream(aside));
    const failed = new Promise<never>((_, reject) => {
      zip.once('error', reject);
    });
    zip.end();
    return Promise.race([written, failed]);
  });
}
