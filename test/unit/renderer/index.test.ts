import { expect, it } from 'vitest';

import html from '../../../src-renderer/index.html?raw';

it('allows the page nothing but its own files', () => {
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1] ?? '';
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"]),
  );
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});
