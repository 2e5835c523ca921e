import { createHash } from 'node:crypto';

import { z } from 'zod';

import { LabError } from '#shared/errors/errors';
import { parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import { describeProblems, problemsOf } from '#shared/errors/problems';
import type { SeriesPoint } from '#shared/runs/run';
import { reasonOf } from '#shared/errors/system-errors';

import type { NamedTensor } from '#shared/networks/named-tensor';
import { seriesPointSchema } from '#shared/runs/run-schemas';
import type { NetworkState } from '../engine/state';
import type { BestWeights } from './hooks/best-weights';
import { earlyStoppingStateSchema, type EarlyStoppingState } from './hooks/early-stopping';
import { positionSchema, type Position } from './position';
import { decodeSafetensors, encodeSafetensors, type SafeTensor } from '../formats/safetensors';

/** Of how a checkpoint is laid out; a lab that changes it adds one, and goes on reading the earlier ones. */
const FORMAT = 1;
const STATE = 'state/';
const BEST = 'best/';

/** A training between two batches: all that is needed to go on as if nothing had happened. */
export interface Checkpoint {
  readonly runId: number;
  readonly seed: number;
  readonly spec: ExperimentSpec;
  /** sha256 over the images and labels that the run learns from. */
  readonly datasetChecksum: string;
  /** Of the lab that wrote it, and which engine trained. */
  readonly code: string;
  readonly engine: string;
  /** The order of the batches and every draw follow from it and the seed. */
  readonly position: Position;
  readonly state: NetworkState;
  readonly earlyStopping: EarlyStoppingState | null;
  readonly best: BestWeights | null;
  /** Of the epochs that are done. */
  readonly series: readonly SeriesPoint[];
}

const facts = z.strictObject({
  runId: z.int().positive(),
  seed: z.int(),
  spec: z.unknown(),
  datasetChecksum: z.string(),
  code: z.string(),
  engine: z.string(),
  position: positionSchema,
  step: z.int().nonnegative(),
  earlyStopping: earlyStoppingStateSchema.nullable(),
  best: z.strictObject({ epoch: z.int().positive(), loss: z.number() }).nullable(),
  series: z.array(seriesPointSchema),
});

/**
 * A checkpoint as a safetensors file: the network's state as `state/NAME`, the best weights so far as `best/NAME`, and
 * the rest as JSON in its metadata, with a SHA-256 over both.
 */
export function encodeCheckpoint(checkpoint: Checkpoint): { readonly content: Uint8Array; readonly sha256: string } {
  const { position, state, best, ...rest } = checkpoint;
  const told: z.input<typeof facts> = {
    ...rest,
    position: { ...position },
    step: state.step,
    best: best === null ? null : { epoch: best.epoch, loss: best.loss },
    series: [...checkpoint.series],
  };
  const tensors = [...prefixed(STATE, state.tensors), ...prefixed(BEST, best?.weights ?? [])];
  const json = JSON.stringify(told);
  const sha256 = digestOf(json, tensors);
  return { content: encodeSafetensors(tensors, { format: String(FORMAT), checkpoint: json, sha256 }), sha256 };
}

/** @throws LabError `checkpoint-damaged`, or `checkpoint-newer` where a newer lab has written it */
export function decodeCheckpoint(content: Uint8Array): Checkpoint {
  return decodeWithDigest(content).checkpoint;
}

/** The same with the SHA-256 that it has been held against. */
export function decodeWithDigest(content: Uint8Array): { readonly checkpoint: Checkpoint; readonly sha256: string } {
  const { tensors, metadata } = decodeOrRefuse(content);
  const { format, checkpoint: json, sha256 } = metadata;
  if (Number(format) > FORMAT) {
    throw new LabError(
      'checkpoint-newer',
      `The checkpoint has format ${format}; this lab reads formats up to ${FORMAT}. A newer lab has written it: ` +
        'resume the run with that one. Nothing was changed.',
    );
  }
  if (json === undefined || sha256 !== digestOf(json, tensors)) {
    throw refusal('contents that do not have its SHA-256', 'what was written');
  }
  const { step, best, spec, ...told } = factsOf(json);
  const checkpoint = {
    ...told,
    spec,
    state: { step, tensors: unprefixed(STATE, tensors) },
    best: best === null ? null : { ...best, weights: unprefixed(BEST, tensors) },
  };
  return { checkpoint, sha256 };
}

function factsOf(json: string): z.output<typeof facts> & { readonly spec: ExperimentSpec } {
  const told = facts.safeParse(JSON.parse(json));
  if (!told.success) throw refusal(describeProblems(problemsOf(told.error).slice(0, 1)), 'what this lab writes');
  const design = parseExperimentSpec(told.data.spec);
  if (design.kind === 'invalid') throw refusal(describeProblems(design.problems.slice(0, 1)), 'a design of this lab');
  return { ...told.data, spec: design.spec };
}

function decodeOrRefuse(content: Uint8Array): ReturnType<typeof decodeSafetensors> {
  try {
    return decodeSafetensors(content);
  } catch (error) {
    throw refusal(reasonOf(error), 'a whole file');
  }
}

function refusal(received: string, expected: string): LabError {
  return new LabError(
    'checkpoint-damaged',
    `The checkpoint cannot be used: received ${received}; expected ${expected}. The one before it is tried.`,
  );
}

function digestOf(json: string, tensors: readonly SafeTensor[]): string {
  const hash = createHash('sha256').update(json);
  for (const { name, values } of tensors) {
    hash.update(name).update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}

function prefixed(prefix: string, tensors: readonly NamedTensor[]): readonly SafeTensor[] {
  return tensors.map(({ name, shape, values }) => ({ name: prefix + name, shape, values }));
}

function unprefixed(prefix: string, tensors: readonly SafeTensor[]): readonly NamedTensor[] {
  return tensors.flatMap(({ name, shape, values }) =>
    name.startsWith(prefix) && values instanceof Float32Array
      ? [{ name: name.slice(prefix.length), shape, values }]
      : [],
  );
}
