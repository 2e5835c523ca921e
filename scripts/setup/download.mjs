// @ts-check
/** Downloads with progress, and the check that what came is what was meant. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SetupFailure } from './failure.mjs';

/**
 * Asks before a download whether its host answers, so that a closed network costs seconds, not minutes.
 * Behind a proxy the question cannot be asked from here (Node's fetch does not use one), so the answer is yes.
 * @param {string} url
 * @param {number} [patience] milliseconds
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<boolean>}
 */
export async function answers(url, patience = 4000, environment = process.env) {
  if (['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => environment[name])) return true;
  try {
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(patience) });
    return response.status < 500;
  } catch {
    return false;
  }
}

/**
 * @param {string} url
 * @param {string} file
 * @param {(received: number, total: number) => void} onProgress
 * @returns {Promise<void>}
 */
export async function download(url, file, onProgress) {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`);
  const total = Number(response.headers.get('content-length') ?? 0);
  let received = 0;
  const counter = new Transform({
    transform(/** @type {Buffer} */ chunk, _encoding, next) {
      received += chunk.length;
      onProgress(received, total);
      next(null, chunk);
    },
  });
  const body = /** @type {import('node:stream/web').ReadableStream} */ (response.body);
  await pipeline(Readable.fromWeb(body), counter, createWriteStream(file));
}

/**
 * @param {string} file
 * @param {'sha256' | 'sha512'} algorithm
 * @param {string} expected in base64 or hexadecimal digits
 * @returns {Promise<void>}
 */
export async function checkSum(file, algorithm, expected) {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  const digest = hash.digest();
  if ([digest.toString('hex'), digest.toString('base64')].includes(expected)) return;
  throw new SetupFailure({
    tried: `checking the ${algorithm} sum of ${file}`,
    received: `${digest.toString('hex')}, where ${expected} was expected`,
    advice: 'The download is damaged or is not what it says. Nothing of it was kept: run the same command again.',
  });
}
