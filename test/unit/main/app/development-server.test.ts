import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { developmentResponse } from '#main/app/development-server';

let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    response
      .writeHead(url === '/missing.ts' ? 404 : 200, { 'content-type': 'text/javascript' })
      .end(`asked for ${url}`);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('pages from the development server', () => {
  it('keep their address, and get a policy that allows Vite’s styles and socket, and no other host', async () => {
    const response = await developmentResponse(address, 'lab://app/main.ts?t=1');
    expect(await response.text()).toBe('asked for /main.ts?t=1');
    expect(response.headers.get('content-type')).toBe('text/javascript');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';");
    expect(policy).toContain("connect-src 'self' ws://localhost:*;");
  });

  it('are not found where the server does not find them', async () => {
    expect((await developmentResponse(address, 'lab://app/missing.ts')).status).toBe(404);
  });

  it.each(['lab://elsewhere/main.ts', 'lab://app.elsewhere/main.ts', 'lab://app@elsewhere/main.ts'])(
    'are the lab’s own: %s is not asked for',
    async (url) => {
      expect((await developmentResponse(address, url)).status).toBe(404);
    },
  );

  it('never leave the server, however the address is written', async () => {
    const response = await developmentResponse(address, 'lab://app//elsewhere.example/x');
    expect(await response.text()).toContain('asked for /');
  });
});
