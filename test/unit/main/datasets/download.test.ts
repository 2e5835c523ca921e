import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { DownloadWaiting } from '#shared/datasets/datasets';
import { download, type DownloadOptions, type RemoteFile } from '#main/datasets/download';

import { startFileServer, type FileServer } from './file-server';
import { temporaryFolder } from './temporary-folder';

const NO_PAUSES = { pausesMilliseconds: [0, 0, 0] };

interface Setting {
  readonly server: FileServer;
  readonly remote: RemoteFile & { readonly sha256: string };
  readonly file: string;
  readonly get: (options?: DownloadOptions) => Promise<void>;
}

async function prepare(content = randomBytes(300_000)): Promise<Setting> {
  const server = await startFileServer(content);
  const file = join(await temporaryFolder(), 'deeper', 'file.tar.gz');
  const remote = {
    url: server.url,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  return { server, remote, file, get: async (options) => download(remote, file, { ...NO_PAUSES, ...options }) };
}

describe('download', () => {
  it('brings the file, counts its bytes, and leaves nothing else', async () => {
    const { server, file, get } = await prepare();
    const told: [string, number, number][] = [];
    await get({ onProgress: (...progress) => told.push(progress) });
    expect(await readFile(file)).toEqual(server.content);
    expect(await readdir(dirname(file))).toEqual(['file.tar.gz']);
    expect(told.at(-1)).toEqual(['checking', 300_000, 300_000]);
    expect(told.filter(([phase]) => phase === 'downloading').at(-1)).toEqual(['downloading', 300_000, 300_000]);
    expect(server.requests[0]).toMatchObject({ 'accept-encoding': 'identity' });
  });

  it('asks for nothing when the right file is there already', async () => {
    const { server, get } = await prepare();
    await get();
    await get();
    expect(server.requests).toHaveLength(1);
  });

  it('goes on from where a connection ended', async () => {
    const { server, file, get } = await prepare();
    server.answers.push({ kind: 'cut', bytes: 100_000 }, { kind: 'cut', bytes: 50_000 });
    await get();
    expect(server.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=100000-', 'bytes=150000-']);
    expect(await readFile(file)).toEqual(server.content);
  });

  it('goes on after a torn connection', async () => {
    const { server, file, get } = await prepare();
    server.answers.push({ kind: 'tear', bytes: 100_000 }, { kind: 'tear', bytes: 10 });
    await get();
    expect(await readFile(file)).toEqual(server.content);
  });

  it('starts anew when the file has changed since', async () => {
    const { server, file, get } = await prepare();
    const right = server.content;
    server.content = randomBytes(300_000);
    server.answers.push({ kind: 'cut', bytes: 100_000 });
    await expect(get({ pausesMilliseconds: [] })).rejects.toMatchObject({ code: 'download-failed' });
    server.content = right;
    server.etag = '"second"';
    await get();
    expect(server.requests[1]).toMatchObject({ range: 'bytes=100000-', 'if-range': '"first"' });
    expect(await readFile(file)).toEqual(right);
  });

  it.each([
    ['a weak tag', 'W/"weak"'],
    ['no tag', null],
  ])('starts anew when the server gives %s, which cannot prove that the file is the same', async (_what, etag) => {
    const { server, file, get } = await prepare();
    server.etag = etag;
    server.answers.push({ kind: 'cut', bytes: 100_000 });
    await get();
    expect(server.requests.map(({ range }) => range)).toEqual([undefined, undefined]);
    expect(await readFile(file)).toEqual(server.content);
  });

  it('tries again when the server stalls', async () => {
    const { server, file, get } = await prepare();
    server.answers.push({ kind: 'stall', bytes: 1000 });
    await get({ stallMilliseconds: 500 });
    expect(server.requests.length).toBeGreaterThan(1);
    expect(await readFile(file)).toEqual(server.content);
  });

  it('tries again when the server is overloaded, and gives up with the reason', async () => {
    const { server, get } = await prepare();
    server.answers.push(...Array.from({ length: 4 }, () => ({ kind: 'status', status: 503 }) as const));
    await expect(get()).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringMatching(
        /in 4 attempts: the server answered 503.*0 of 300000 bytes.*import a copy/s,
      ) as string,
    });
    expect(server.requests).toHaveLength(4);
  });

  it('says why when the host cannot be reached, without the system’s words, and what to do', async () => {
    const { remote, file } = await prepare();
    const unreachable = { ...remote, url: 'http://127.0.0.1:1/file' };
    // port 1 is one that fetch refuses by itself
    await expect(download(unreachable, file, { pausesMilliseconds: [] })).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringMatching(
        /^http:\/\/127\.0\.0\.1:1\/file could not be downloaded in 1 attempt: the connection failed\..*import a copy/,
      ) as string,
    });
    const fails = (code: string) => async () =>
      Promise.reject(
        new TypeError('fetch failed', { cause: Object.assign(new Error(`getaddrinfo ${code} x`), { code }) }),
      );
    for (const [code, text] of [
      ['ENOTFOUND', 'the name of the host could not be looked up, as without a network'],
      ['EAI_AGAIN', 'the name of the host could not be looked up, as without a network'],
      ['ECONNREFUSED', 'the host refused the connection'],
      ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate was not accepted'],
    ] as const) {
      await expect(download(remote, file, { ...NO_PAUSES, fetch: fails(code) })).rejects.toMatchObject({
        message: expect.stringMatching(new RegExp(`in 3 attempts: [^:]*${text}`)) as string,
        detail: `getaddrinfo ${code} x`,
      });
    }
  });

  it('gives up on a host that never answers, after few attempts, each of which it tells of', async () => {
    const { remote, file } = await prepare();
    const told: DownloadWaiting[] = [];
    const never: typeof fetch = async (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const asked = download(remote, file, {
      pausesMilliseconds: [0, 0, 0, 0],
      answerMilliseconds: 20,
      fetch: never,
      onWaiting: (waiting) => told.push(waiting),
    });
    const { host } = new URL(remote.url);
    await expect(asked).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringContaining(`in 3 attempts: ${host} did not answer for 0.02 seconds.`) as string,
    });
    expect(told).toEqual([1, 2, 3].map((attempt) => ({ host, attempt, attempts: 3, seconds: 0.02 })));
  });

  it('stops at once with the reason of the signal, and goes on from there the next time', async () => {
    const { server, file, get } = await prepare();
    const controller = new AbortController();
    const reason = new Error('the person changed their mind');
    server.answers.push({ kind: 'stall', bytes: 1000 });
    const stopped = get({
      signal: controller.signal,
      onProgress: (_phase, done) => {
        if (done === 1000) controller.abort(reason);
      },
    });
    await expect(stopped).rejects.toBe(reason);
    expect((await stat(`${file}.part`)).size).toBe(1000);
    await get();
    expect(server.requests[1]).toMatchObject({ range: 'bytes=1000-' });
    expect(await readFile(file)).toEqual(server.content);
  });

  it('stops during the wait between two attempts', async () => {
    const { server, get } = await prepare();
    const controller = new AbortController();
    server.answers.push({ kind: 'cut', bytes: 1000 });
    const stopped = get({
      pausesMilliseconds: [3_600_000],
      signal: controller.signal,
      onProgress: () => setTimeout(() => controller.abort(new Error('enough')), 50),
    });
    await expect(stopped).rejects.toThrow('enough');
  });

  it('removes wrong bytes, and names the checksum received and the one expected', async () => {
    const { server, remote, file, get } = await prepare();
    server.content = randomBytes(300_000);
    const received = createHash('sha256').update(server.content).digest('hex');
    await expect(get()).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringContaining(`has the sha256 ${received}; expected ${remote.sha256}`) as string,
    });
    expect(await readdir(dirname(file))).toEqual([]);
  });

  it('refuses a file of another length before it takes any of it', async () => {
    const { server, file, get } = await prepare();
    server.content = Buffer.from('<html>Please log in</html>');
    await expect(get()).rejects.toMatchObject({
      message: expect.stringContaining('gave a file of 26 bytes; expected a file of 300000 bytes') as string,
    });
    expect(await readdir(dirname(file))).toEqual([]);
  });

  it('gives up on a server that sends more than the file has', async () => {
    const { server, remote, file } = await prepare();
    server.answers.push({ kind: 'cut', bytes: 300_000 });
    const shorter = { ...remote, bytes: 200_000 };
    await expect(download(shorter, file, { pausesMilliseconds: [] })).rejects.toThrow(/more than the 200000 bytes/);
    expect(await readdir(dirname(file))).toEqual([]);
  });

  it('follows no redirect, and says where it pointed', async () => {
    const { server, get } = await prepare();
    server.answers.push({ kind: 'status', status: 302, headers: { location: 'http://elsewhere.invalid/file' } });
    await expect(get()).rejects.toThrow(/the status 302, which points to http:\/\/elsewhere\.invalid\/file/);
    expect(server.requests).toHaveLength(1);
  });

  it('starts anew when the kept part is longer than the file', async () => {
    const { server, file, get } = await prepare();
    server.answers.push({ kind: 'cut', bytes: 1000 });
    await expect(get({ pausesMilliseconds: [] })).rejects.toThrow();
    await writeFile(`${file}.part`, randomBytes(300_001));
    server.answers.push({ kind: 'status', status: 416, headers: { 'content-range': 'bytes */300000' } });
    await get();
    expect(await readFile(file)).toEqual(server.content);
  });

  it('demands room on the disk before it asks for anything', async () => {
    const { server, get } = await prepare();
    await expect(get({ spareBytes: 1e18 })).rejects.toMatchObject({
      code: 'home-unusable',
      message: expect.stringMatching(/1,000,000,000,001 MB are needed\. Make room/) as string,
    });
    expect(server.requests).toEqual([]);
  });
});
