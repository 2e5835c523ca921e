import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { rendererResponse } from '#main/app/renderer-files';

let folder: string;

beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'siamese-lab-'));
  folder = join(root, 'renderer');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<p>lab</p>');
  await writeFile(join(folder, 'assets', 'main.js'), '1');
  await writeFile(join(root, 'secret.html'), 'secret');
});

describe('the window’s files', () => {
  it('are served with a policy that allows our own scripts and styles alone', async () => {
    const response = await rendererResponse(folder, 'lab://app/');
    expect(await response.text()).toBe('<p>lab</p>');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect((await rendererResponse(folder, 'lab://app/assets/main.js')).headers.get('content-type')).toContain(
      'javascript',
    );
  });

  it.each([
    'lab://app/../secret.html',
    'lab://app/%2e%2e/secret.html',
    'lab://app/..%2fsecret.html',
    'lab://app/assets/..%2f..%2fsecret.html',
    'lab://elsewhere/index.html',
    'lab://app/missing.html',
    'lab://app/assets',
    'lab://app/%',
    'lab://app/%ff.html',
    'lab://app/index.html%00.html',
    'lab://app/assets/%2e%2e%5c..%5csecret.html',
    'lab://app//etc/hosts.html',
    'lab://user@app/../secret.html',
  ])('are nothing else: %s is not found', async (url) => {
    expect((await rendererResponse(folder, url)).status).toBe(404);
  });
});
