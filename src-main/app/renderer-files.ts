import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** Where the window's pages come from: a scheme of our own, because file: pages may read any file. */
export const RENDERER_ORIGIN = 'lab://app';

/** Scripts and styles from our own files alone; nothing from anywhere else. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Answers a request of the window from a folder, and from nowhere outside it. */
export async function rendererResponse(folder: string, url: string): Promise<Response> {
  const file = fileOf(folder, url);
  const type = CONTENT_TYPES[extname(file ?? '')];
  if (file === null || type === undefined) return new Response('Not found', { status: 404 });
  try {
    return new Response(await readFile(file), {
      headers: {
        'content-type': type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
      },
    });
  } catch {
    return new Response('Not found', { status: 404 });
  }
}

/** The file that an address of ours stands for; null for any other address. */
function fileOf(folder: string, url: string): string | null {
  const { pathname, origin, protocol, host } = new URL(url);
  // a scheme that Node does not know has the origin "null"
  const from = origin === 'null' ? `${protocol}//${host}` : origin;
  if (from !== RENDERER_ORIGIN) return null;
  try {
    const file = normalize(join(folder, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)));
    return file.startsWith(normalize(folder) + sep) ? file : null;
  } catch {
    // percent signs that stand for no text
    return null;
  }
}
