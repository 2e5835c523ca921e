// @ts-check
/** Run as a child: loads the binding as the lab does, multiplies two matrices and prints what it found as JSON. */
import util from 'node:util';

// Node 23 took these two away; tfjs-node 4.22 still calls them.
Object.assign(util, {
  isNullOrUndefined: (/** @type {unknown} */ value) => value === null || value === undefined,
  isArray: Array.isArray,
});

const { default: tf } = await import('@tensorflow/tfjs-node');
const { binding } = /** @type {{ binding: { TF_Version: string } }} */ (/** @type {unknown} */ (tf.backend()));
const square = tf.tensor2d([1, 2, 3, 4], [2, 2]);
const product = Array.from(tf.matMul(square, square).dataSync());
console.log(JSON.stringify({ tensorflow: binding.TF_Version, product }));
