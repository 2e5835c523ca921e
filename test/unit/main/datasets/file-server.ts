import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

import { onTestFinished } from 'vitest';

/** How one request is answered. */
export type Answer =
  | { readonly kind: 'serve' }
  /** The connection ends in good order, but too early. */
  | { readonly kind: 'cut'; readonly bytes: number }
  /** The connection is torn. */
  | { readonly kind: 'tear'; readonly bytes: number }
  /** Nothing more comes, and the connection stays. */
  | { readonly kind: 'stall'; readonly bytes: number }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> };

export interface FileServer {
  readonly url: string;
  readonly requests: IncomingHttpHeaders[];
  /** Answers for the next requests, in order; afterwards the file is served. */
  readonly answers: Answer[];
  content: Buffer;
  /** Given as it is, so that a test can also give a weak one, or none. */
  etag: string | null;
}

/** Serves one file at every path of a port of its own, with Range and If-Range, until the test ends. */
export async function startFileServer(content: Buffer): Promise<FileServer> {
  const requests: IncomingHttpHeaders[] = [];
  const answers: Answer[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers);
    answer(answers.shift() ?? { kind: 'serve' }, request.headers, response, fileServer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const fileServer: FileServer = {
    url: `http://127.0.0.1:${port}/file.tar.gz`,
    requests,
    answers,
    content,
    etag: '"first"',
  };
  return fileServer;
}

function answer(how: Answer, headers: IncomingHttpHeaders, response: ServerResponse, server: FileServer): void {
  const { content, etag } = server;
  if (how.kind === 'status') {
    response.writeHead(how.status, how.headers).end('no');
    return;
  }
  const asked = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1];
  const start = asked !== undefined && headers['if-range'] === etag ? Number(asked) : 0;
  if (etag !== null) response.setHeader('etag', etag);
  if (start > 0) response.setHeader('content-range', `bytes ${start}-${content.length - 1}/${content.length}`);
  // without a length, a connection that ends too early looks like one that ends in good order
  if (how.kind !== 'cut') response.setHeader('content-length', content.length - start);
  response.writeHead(start > 0 ? 206 : 200);
  if (how.kind === 'serve') response.end(content.subarray(start));
  else if (how.kind === 'cut') response.end(content.subarray(start, start + how.bytes));
  else {
    response.write(content.subarray(start, start + how.bytes), () => {
      if (how.kind === 'tear') response.destroy();
    });
  }
}
