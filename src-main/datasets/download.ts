import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { DownloadWaiting } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

import { flush } from '../files/flush';
import { orHomeUnusable, prepareFolder } from './disk';

/** A file on the network whose every byte is known beforehand. */
export type RemoteFile = {
  readonly url: string;
  readonly bytes: number;
} & PublishedHash;

/** In hex. MD5 only where those who publish the file give nothing better. */
export type PublishedHash = { readonly sha256: string } | { readonly md5: string };

export interface DownloadOptions {
  /** Room that must be left on the disk afterwards, for what is done with the file. */
  readonly spareBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?:
    ((phase: 'downloading' | 'checking', doneBytes: number, totalBytes: number) => void) | undefined;
  /** Told at the beginning of each attempt. */
  readonly onWaiting?: ((waiting: DownloadWaiting) => void) | undefined;
  /** @default the global fetch */
  readonly fetch?: typeof fetch | undefined;
  /** An attempt ends when the host has not answered for so long. @default 10 seconds */
  readonly answerMilliseconds?: number | undefined;
  /** An attempt ends when nothing has arrived for so long. @default 30 seconds */
  readonly stallMilliseconds?: number | undefined;
  /** How long to wait before the second attempt, the third, and so on. */
  readonly pausesMilliseconds?: readonly number[] | undefined;
}

const ANSWER_MILLISECONDS = 10_000;
const STALL_MILLISECONDS = 30_000;
const PAUSES_MILLISECONDS = [1_000, 3_000, 10_000, 20_000];
/** A host that never answers is asked fewer times: mostly there is no network, and somebody waits. */
const MOST_UNANSWERED = 3;

/** An attempt that failed in a way that another may not. *detail*: what the system said. */
class Interrupted extends Error {
  readonly detail: string | undefined;

  constructor(message: string, detail?: string) {
    super(message);
    this.detail = detail;
  }
}

/**
 * Downloads a file and names it `file` only once its checksum is right. What has arrived is kept in `file.part` and
 * gone on from, in this call or a later one, as long as the server says that its file is still the same.
 * Asks no other host than the url's: a redirect is a failure.
 * @throws LabError `download-failed`, `home-unusable`; the signal's reason when it is aborted
 */
export async function download(remote: RemoteFile, file: string, options: DownloadOptions = {}): Promise<void> {
  const [algorithm, expected] = publishedHash(remote);
  const check = async (path: string): Promise<string> =>
    hashOfFile(algorithm, path, (doneBytes) => {
      options.signal?.throwIfAborted();
      options.onProgress?.('checking', doneBytes, remote.bytes);
    });
  if ((await sizeOf(file)) === remote.bytes && (await check(file)) === expected) return;

  const part = `${file}.part`;
  const missing = remote.bytes - (await sizeOf(part));
  await prepareFolder(dirname(file), missing + (options.spareBytes ?? 0));
  await fetchWithRetries(remote, part, options);
  const received = await check(part);
  if (received !== expected) {
    await discard(part);
    throw new LabError(
      'download-failed',
      `What ${remote.url} gave has the ${algorithm} ${received}; expected ${expected}. It has been removed. ` +
        'Try again; if it stays so, the file has changed there: import a good copy instead.',
    );
  }
  await flush(part);
  await orHomeUnusable(file, rename(part, file));
  await discard(part);
}

async function fetchWithRetries(remote: RemoteFile, part: string, options: DownloadOptions): Promise<void> {
  const pauses = options.pausesMilliseconds ?? PAUSES_MILLISECONDS;
  const heard = { answer: false };
  const { host } = new URL(remote.url);
  for (let attempt = 1; ; attempt++) {
    const attempts = heard.answer ? pauses.length + 1 : Math.min(pauses.length + 1, MOST_UNANSWERED);
    const seconds = (options.answerMilliseconds ?? ANSWER_MILLISECONDS) / 1000;
    try {
      options.onWaiting?.({ host, attempt, attempts, seconds });
      await fetchRest(remote, part, options, () => (heard.answer = true));
      return;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof Interrupted)) throw error;
      const wait = pauses[attempt - 1];
      if (wait === undefined || (!heard.answer && attempt === attempts)) {
        throw await describeFailure(remote, part, error, attempt);
      }
      // the abortion itself is thrown by the next attempt, with the signal's own reason
      await pause(wait, undefined, options.signal === undefined ? {} : { signal: options.signal }).catch(() => null);
    }
  }
}

/** One attempt: asks for what is not there yet and adds it to the part. */
async function fetchRest(
  remote: RemoteFile,
  part: string,
  options: DownloadOptions,
  onAnswer: () => void,
): Promise<void> {
  options.signal?.throwIfAborted();
  const validator = await readFile(validatorOf(part), 'utf8').catch(() => '');
  const kept = validator === '' ? 0 : await sizeOf(part);
  if (kept === remote.bytes) return;
  const answerMilliseconds = options.answerMilliseconds ?? ANSWER_MILLISECONDS;
  const stallMilliseconds = options.stallMilliseconds ?? STALL_MILLISECONDS;
  const stalled = new AbortController();
  const giveUp = (milliseconds: number, what: string): NodeJS.Timeout =>
    setTimeout(() => stalled.abort(new Interrupted(`${what} for ${milliseconds / 1000} seconds`)), milliseconds);
  let timer = giveUp(answerMilliseconds, `${new URL(remote.url).host} did not answer`);
  try {
    const response = await (options.fetch ?? fetch)(remote.url, {
      // a compressed transfer would have other bytes and other lengths than the file
      headers: {
        'accept-encoding': 'identity',
        ...(kept > 0 ? { range: `bytes=${kept}-`, 'if-range': validator } : {}),
      },
      redirect: 'manual',
      signal: options.signal === undefined ? stalled.signal : AbortSignal.any([options.signal, stalled.signal]),
    });
    onAnswer();
    clearTimeout(timer);
    timer = giveUp(stallMilliseconds, 'nothing arrived');
    const offset = await readOffset(response, remote, part, kept);
    await append(response, offset, remote, part, (doneBytes) => {
      timer.refresh();
      options.onProgress?.('downloading', doneBytes, remote.bytes);
    });
  } catch (error) {
    if (error instanceof LabError || error instanceof Interrupted) throw error;
    const reason: unknown = stalled.signal.reason;
    if (reason instanceof Interrupted) throw reason;
    throw networkProblem(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Where the bytes of a response belong in the file, judged by its status and headers. */
async function readOffset(response: Response, remote: RemoteFile, part: string, kept: number): Promise<number> {
  const { status, headers } = response;
  const length = headers.get('content-length');
  const range = headers.get('content-range');
  if (status === 200 && (length === null || Number(length) === remote.bytes)) return 0;
  if (status === 206 && range === `bytes ${kept}-${remote.bytes - 1}/${remote.bytes}`) return kept;

  await response.body?.cancel();
  if (status === 206 || status === 416) {
    await discard(part);
    throw new Interrupted(`the server gave the range "${range ?? ''}" when asked from byte ${kept} on`);
  }
  if (status === 408 || status === 429 || status >= 500) throw new Interrupted(`the server answered ${status}`);
  const received = status === 200 ? `a file of ${length ?? '?'} bytes` : `the status ${status}`;
  const elsewhere = headers.has('location') ? `, which points to ${headers.get('location') ?? ''}` : '';
  throw new LabError(
    'download-failed',
    `${remote.url} gave ${received}${elsewhere}; expected a file of ${remote.bytes} bytes. ` +
      'Check that no login page stands between this machine and the network, or import a copy instead.',
  );
}

async function append(
  response: Response,
  offset: number,
  remote: RemoteFile,
  part: string,
  onBytes: (doneBytes: number) => void,
): Promise<void> {
  const handle = await orHomeUnusable(part, open(part, offset === 0 ? 'w' : 'a'));
  try {
    // after the part was emptied and before it is filled, so that the two never disagree
    if (offset === 0) await orHomeUnusable(part, writeFile(validatorOf(part), strongValidator(response)));
    let done = offset;
    const chunks: AsyncIterable<Uint8Array> | Uint8Array[] = response.body ?? [];
    for await (const chunk of chunks) {
      done += chunk.length;
      if (done > remote.bytes) break;
      await orHomeUnusable(part, handle.appendFile(chunk));
      onBytes(done);
    }
    if (done < remote.bytes) throw new Interrupted(`the connection ended after ${done} of ${remote.bytes} bytes`);
    if (done > remote.bytes) {
      await discard(part);
      throw new Interrupted(`the server gave more than the ${remote.bytes} bytes of the file`);
    }
  } finally {
    await handle.close();
  }
}

/** What If-Range accepts (RFC 9110, 13.1.5): a strong entity tag, else the date; empty where there is neither. */
function strongValidator(response: Response): string {
  const tag = response.headers.get('etag');
  if (tag !== null && !tag.startsWith('W/')) return tag;
  return response.headers.get('last-modified') ?? '';
}

/** The algorithm of a file's published checksum, by Node's name, and what it gives. */
export function publishedHash(remote: PublishedHash): readonly [algorithm: string, hash: string] {
  return 'sha256' in remote ? ['sha256', remote.sha256] : ['md5', remote.md5];
}

/** In hex. @param onBytes is told how far it is, and may throw to end it */
export async function hashOfFile(
  algorithm: string,
  path: string,
  onBytes: (doneBytes: number) => void,
): Promise<string> {
  const hash = createHash(algorithm);
  let done = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    done += chunk.length;
    onBytes(done);
  }
  return hash.digest('hex');
}

async function describeFailure(
  remote: RemoteFile,
  part: string,
  last: Interrupted,
  attempts: number,
): Promise<LabError> {
  return new LabError(
    'download-failed',
    `${remote.url} could not be downloaded in ${attempts} attempt${attempts === 1 ? '' : 's'}: ${last.message}. ` +
      `${await sizeOf(part)} of ${remote.bytes} bytes are kept. Check the network connection and install again; or fetch ` +
      'that file on a machine that reaches it, and import a copy instead.',
    last.detail,
  );
}

/** What the system's codes of a failed connection mean. */
const NETWORK_PROBLEMS: readonly (readonly [codes: RegExp, meaning: string])[] = [
  [/ENOTFOUND|EAI_AGAIN/, 'the name of the host could not be looked up, as without a network'],
  [/ECONNREFUSED/, 'the host refused the connection'],
  [/ENETUNREACH|EHOSTUNREACH|ENETDOWN/, 'there is no way to the host, as without a network'],
  [/ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT/, 'the host did not answer'],
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET/, 'the connection broke off'],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/,
    'the host did not prove who it is (its certificate was not accepted)',
  ],
];

/** fetch says only "fetch failed"; its cause has a code. */
function networkProblem(error: unknown): Interrupted {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const meaning = NETWORK_PROBLEMS.find(([codes]) => codes.test(code))?.[1];
  return new Interrupted(meaning ?? 'the connection failed', cause instanceof Error ? cause.message : String(cause));
}

async function discard(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(validatorOf(part), { force: true });
}

function validatorOf(part: string): string {
  return `${part}.validator`;
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}
