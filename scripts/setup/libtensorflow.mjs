// @ts-check
/**
 * libtensorflow and the binding by which tfjs-node calls it, in one of two ways that end in the same files:
 * `wheel`, the TensorFlow that Python users have (new and faster, as it computes with oneDNN, but 274 MB to download and a
 * binding to compile), and `stock`, the older library and ready binding that tfjs-node names.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCompiler } from './compile.mjs';
import { SetupFailure } from './failure.mjs';
import { installStock } from './libtensorflow-stock.mjs';
import { installWheel, wheelVersion } from './libtensorflow-wheel.mjs';
import { nodeModules } from './paths.mjs';
import { runOrFail } from './process.mjs';
import { packageVersion, readRecord, writeRecord } from './records.mjs';
import { runtimeNode } from './runtime-node.mjs';

/** @typedef {'wheel' | 'stock'} Route */
/** @typedef {{ readonly route: Route, readonly tensorflow: string, readonly tfjsNode: string }} LibraryRecord */

const tfjsNode = join(nodeModules, '@tensorflow', 'tfjs-node');
const recordName = 'libtensorflow';

/**
 * @param {string | undefined} requested
 * @returns {Route | undefined}
 */
export function parseRoute(requested) {
  if (requested === undefined || requested === '') return undefined;
  if (requested === 'wheel' || requested === 'stock') return requested;
  throw new SetupFailure({
    tried: 'reading which libtensorflow to install',
    received: `"${requested}"`,
    advice: 'Say "wheel" or "stock" with --libtensorflow or SIAMESE_LAB_LIBTENSORFLOW, or leave it out.',
  });
}

/**
 * The wheel is the default where it can work, since the project's own figures are measured with it.
 * @param {{ requested: Route | undefined, platform: string, arch: string, compiler: string | undefined }} machine
 * @returns {{ routes: Route[], reason: string }} the routes in the order in which they are tried
 */
export function chooseRoutes({ requested, platform, arch, compiler }) {
  if (requested !== undefined) return { routes: [requested], reason: 'as you asked' };
  if (platform !== 'linux' || arch !== 'x64') {
    return { routes: ['stock'], reason: `the wheel is for linux-x64 and this is ${platform}-${arch}` };
  }
  if (compiler === undefined) {
    return { routes: ['stock'], reason: 'no C++ compiler was found to build the binding for the newer, faster wheel' };
  }
  return { routes: ['wheel', 'stock'], reason: `TensorFlow ${wheelVersion} trains faster than the stock 2.9.1` };
}

/**
 * @returns {Route | undefined}
 */
function requestedRoute() {
  const flag = process.argv.indexOf('--libtensorflow');
  return parseRoute(flag < 0 ? process.env['SIAMESE_LAB_LIBTENSORFLOW'] : (process.argv[flag + 1] ?? 'nothing'));
}

/**
 * @returns {Promise<string>} the version of the library that really answered
 */
async function verify() {
  const script = fileURLToPath(new URL('verify-tensorflow.mjs', import.meta.url));
  const printed = await runOrFail(runtimeNode(), [script], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    advice:
      'The library and the binding do not fit this machine. Try the other one: "npm run setup -- --libtensorflow stock" (or wheel).',
  });
  /** @type {unknown} */
  const answer = JSON.parse(printed);
  const { tensorflow, product } = /** @type {{ tensorflow: string, product: number[] }} */ (answer);
  if (String(product) === '7,10,15,22') return tensorflow;
  throw new SetupFailure({
    tried: 'multiplying [[1, 2], [3, 4]] by itself with TensorFlow',
    received: `[${String(product)}], where [7,10,15,22] is right`,
    advice: 'Try the other library: "npm run setup -- --libtensorflow stock" (or wheel).',
  });
}

/** @type {import('./steps.mjs').SetupStep} */
export const libtensorflow = {
  title: 'libtensorflow',
  check() {
    const record = /** @type {LibraryRecord | undefined} */ (readRecord(recordName));
    const requested = requestedRoute();
    const whole = ['lib/napi-v8/tfjs_binding.node', 'deps/lib'].every((path) => existsSync(join(tfjsNode, path)));
    if (!whole || record?.tfjsNode !== packageVersion('@tensorflow/tfjs-node')) return undefined;
    if (requested !== undefined && requested !== record.route) return undefined;
    return `TensorFlow ${record.tensorflow} (${record.route})`;
  },
  async perform(step) {
    const compiler = await findCompiler();
    const { routes, reason } = chooseRoutes({
      requested: requestedRoute(),
      platform: process.platform,
      arch: process.arch,
      compiler,
    });
    step.note(`${routes[0]}: ${reason}`);
    for (const [index, route] of routes.entries()) {
      try {
        await (route === 'wheel' ? installWheel(tfjsNode, step) : installStock(tfjsNode, step));
        step.update('loading it');
        const tensorflow = await verify();
        writeRecord(recordName, { route, tensorflow, tfjsNode: packageVersion('@tensorflow/tfjs-node') });
        return `TensorFlow ${tensorflow} (${route}), loaded and tried`;
      } catch (error) {
        if (index === routes.length - 1) throw error;
        step.note(`${route} did not work, trying ${routes[index + 1]}: ${firstReason(error)}`);
      }
    }
    return '';
  },
};

/**
 * @param {unknown} error
 * @returns {string} one line of it
 */
function firstReason(error) {
  const text = error instanceof SetupFailure ? error.received : String(error);
  return text.trim().replaceAll('\n', '; ').slice(0, 300);
}
