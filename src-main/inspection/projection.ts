import { setImmediate } from 'node:timers/promises';

import { PCA } from 'ml-pca';
import { UMAP } from 'umap-js';

import type { ProjectionMethod } from '#shared/contract/inspection';

import { createRandom, deriveSeed } from '#shared/basics/random';
import type { Control } from './control';
import type { Embedding } from './embedding';

/** Points on a plane, in the order of the embedding. */
export interface PlanePoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The share of the variance along each axis; empty where the axes have no such meaning. */
  readonly explained: readonly number[];
}

/** The library's default, and the paper's (McInnes, Healy, Melville 2018). */
const NEIGHBOURS = 15;
/** Beyond it the eigenvectors of the covariance take minutes; then only the first two are looked for. */
const MOST_FEATURES = 512;
/** A cancel is heard after so many of UMAP's steps. */
const STEPS_AT_A_TIME = 5;

/**
 * Brings an embedding down to a plane. With the same seed the same points come out.
 * @throws the control's reason where it is cancelled
 */
export async function project(
  embedding: Embedding,
  method: ProjectionMethod,
  seed: number,
  control: Control,
): Promise<PlanePoints> {
  control.report({ phase: 'projecting', done: 0, total: 1 });
  await setImmediate();
  control.signal.throwIfAborted();
  switch (method) {
    case 'pca':
      return principalComponents(embedding);
    case 'umap':
      return umap(embedding, seed, control);
  }
}

/** The two directions in which the features vary most, and how much of the whole variance each has. */
function principalComponents(embedding: Embedding): PlanePoints {
  const { values, features } = embedding;
  const rows = rowsOf(embedding);
  const total = Array.from({ length: features }, (_, feature) =>
    varianceOf(rows.map((row) => row[feature] ?? 0)),
  ).reduce((sum, variance) => sum + variance, 0);
  // features without any variance have no directions
  if (total === 0 || rows.length < 2) {
    const zeros = new Float32Array(values.length / Math.max(1, features));
    return { x: zeros, y: zeros.slice(), explained: [0, 0] };
  }
  const method = features > MOST_FEATURES ? 'NIPALS' : 'covarianceMatrix';
  const placed = new PCA(rows, { method, nCompNIPALS: 2 }).predict(rows, { nComponents: Math.min(2, features) });
  const axis = (place: number): Float32Array =>
    Float32Array.from({ length: rows.length }, (_, row) => (place < placed.columns ? placed.get(row, place) : 0));
  const [x, y] = [axis(0), axis(1)];
  return { x, y, explained: [x, y].map((coordinates) => varianceOf([...coordinates]) / total) };
}

async function umap(embedding: Embedding, seed: number, { report, signal }: Control): Promise<PlanePoints> {
  const rows = rowsOf(embedding);
  const { next: random } = createRandom(deriveSeed(seed, 'umap'));
  const reducer = new UMAP({ nComponents: 2, nNeighbors: Math.min(NEIGHBOURS, rows.length - 1), random });
  const steps = reducer.initializeFit(rows);
  for (let step = 0; step < steps; step++) {
    reducer.step();
    if (step % STEPS_AT_A_TIME !== 0) continue;
    report({ phase: 'projecting', done: step, total: steps });
    await setImmediate();
    signal.throwIfAborted();
  }
  const placed = reducer.getEmbedding();
  const axis = (place: number): Float32Array => Float32Array.from(placed, (point) => point[place] ?? 0);
  return { x: axis(0), y: axis(1), explained: [] };
}

function rowsOf({ values, features, indices }: Embedding): number[][] {
  return Array.from(indices, (_, row) => [...values.subarray(row * features, (row + 1) * features)]);
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
