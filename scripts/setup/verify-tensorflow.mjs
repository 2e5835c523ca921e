// @ts-check
/** Run as a child: loads the binding as the lab does, multiplies two matrices and prints what it found as JSON. */
import { createRequire } from 'node:module';
import util from 'node:util';

// Node 23 took these two away; tfjs-node 4.22 still calls them.
Object.assign(util, {
  isNullOrUndefined: (/** @type {unknown} */ value) => value === null || value === undefined,
  isArray: Array.isArray,
});

/** @typedef {typeof import('@tensorflow/tfjs-node')} Tensorflow */
/** @type {(name: string) => unknown} */
const load = createRequire(import.meta.url);
const tf = /** @type {Tensorflow} */ (load(process.env['SIAMESE_LAB_TFJS_NODE'] ?? '@tensorflow/tfjs-node'));
const { binding, isUsingGpuDevice } = /** @type {{ binding: { TF_Version: string }, isUsingGpuDevice?: boolean }} */ (
  /** @type {unknown} */ (tf.backend())
);
const square = tf.tensor2d([1, 2, 3, 4], [2, 2]);
const product = Array.from(tf.matMul(square, square).dataSync());
console.log(JSON.stringify({ tensorflow: binding.TF_Version, isOnGpu: isUsingGpuDevice === true, product }));
