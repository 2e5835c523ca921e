import { CONTENT_SECURITY_POLICY, RENDERER_ORIGIN } from './renderer-files';

/** What Vite needs beyond the policy of a build: styles that its scripts insert, and the socket that tells of changes. */
const DEVELOPMENT_POLICY = CONTENT_SECURITY_POLICY.replace(
  "style-src 'self'",
  "style-src 'self' 'unsafe-inline'",
).replace("connect-src 'self'", "connect-src 'self' ws://localhost:*");

/**
 * Answers a request of the window from Vite's development server. The page keeps the address that it has in a build, so
 * that all checks of where a request comes from are the same. Only `npm run dev` builds a lab that calls this.
 * @param server its address, such as http://localhost:5173
 */
export async function developmentResponse(server: string, url: string): Promise<Response> {
  if (!url.startsWith(`${RENDERER_ORIGIN}/`)) return new Response('Not found', { status: 404 });
  const { status, headers, body } = await fetch(server + url.slice(RENDERER_ORIGIN.length));
  return new Response(body, {
    status,
    headers: {
      'content-type': headers.get('content-type') ?? 'application/octet-stream',
      'content-security-policy': DEVELOPMENT_POLICY,
    },
  });
}
