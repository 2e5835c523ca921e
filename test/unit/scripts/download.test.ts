import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { answers, checkSum, download } from '../../../scripts/setup/download.mjs';

let folder: string;
let server: Server;
let address: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siamese-lab-download-'));
  server = createServer((request, response) => {
    if (request.url === '/file') response.setHeader('content-length', 5).end('hello');
    else if (request.url !== '/silent') response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

describe('download', () => {
  it('writes the file and tells how far it is', async () => {
    const progress: number[][] = [];
    await download(`${address}/file`, join(folder, 'file'), (...figures) => progress.push(figures));
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('hello');
    expect(progress.at(-1)).toEqual([5, 5]);
  });

  it('fails with the status where the server has no such file', async () => {
    await expect(download(`${address}/none`, join(folder, 'file'), () => undefined)).rejects.toThrow('answered 404');
  });
});

describe('answers', () => {
  it('takes any answer for an answer, and silence for none', async () => {
    expect(await answers(`${address}/none`, 2000, {})).toBe(true);
    expect(await answers(`${address}/silent`, 200, {})).toBe(false);
  });

  it('does not ask behind a proxy, which it could not use', async () => {
    expect(await answers(`${address}/silent`, 200, { HTTPS_PROXY: 'http://proxy' })).toBe(true);
  });
});

describe('checkSum', () => {
  const sum = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

  it('accepts the expected sum and names both where they differ', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'hello');
    await checkSum(file, 'sha256', sum);
    writeFileSync(file, 'hellO');
    await expect(checkSum(file, 'sha256', sum)).rejects.toThrow(sum);
  });
});
