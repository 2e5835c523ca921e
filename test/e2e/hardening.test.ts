import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';

import { EXTERNAL_LINKS } from '../../src-shared/contract/external-links';
import type { LabBridge } from '../../src-shared/contract/ipc';
import { runLab } from '../integration/lab-process';
import { go, openLabWindow, temporaryHome, type LabWindow } from './lab-window';
import { whitePng } from './white-png';

// Electron's list of what an app should see to: https://www.electronjs.org/docs/latest/tutorial/security
test.describe.configure({ mode: 'serial' });

declare global {
  interface Window {
    /** Set by whatever ran that should not have. */
    harmed?: unknown;
    readonly lab: LabBridge;
  }
}

/** Does harm where a name is put into the page as it is. No longer than a tag may be. */
const MARKUP = '<img src=x onerror="window.harmed=1">';

let lab: LabWindow;

test.beforeAll(async () => {
  const home = await temporaryHome();
  await runLab(home, ['run', '--fraction', '0.05', '--epochs', '1', '--batch', '50', '--json']);
  const database = new Database(join(home, 'lab.sqlite'));
  database.prepare('UPDATE experiments SET title = ?, name = ?').run(MARKUP, MARKUP);
  database.prepare('UPDATE runs SET note = ?').run(MARKUP);
  database.prepare('INSERT INTO run_tags (run_id, tag) VALUES (1, ?)').run(MARKUP);
  database.close();
  lab = await openLabWindow(home);
  await expect(lab.page.getByRole('heading', { level: 1 })).toBeVisible();
});

test.afterAll(async () => {
  await lab.application.close();
});

test('the window is sandboxed, isolated, without Node, with web security, and without the ways around them', async () => {
  const { application, page } = lab;
  const preferences = await application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      // not in Electron's types
      const { getLastWebPreferences } = webContents as unknown as { getLastWebPreferences: () => object };
      return { nodeIntegrationInWorker: false, ...getLastWebPreferences.call(webContents) };
    }),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    experimentalFeatures: false,
  });
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'global', 'Buffer', '__dirname', 'electron'].filter(
      (name) => name in window,
    ),
    bridge: Object.entries(window.lab).map(([name, member]) => `${name}: ${typeof member}`),
    isWebview: document.createElement('webview').constructor === HTMLElement,
  }));
  const bridge = ['request: function', 'on: function', 'pathOf: function'];
  expect(seen).toEqual({ node: [], bridge, isWebview: true });
});

test('the bridge cannot be changed by the page', async () => {
  const changed = await lab.page.evaluate(() => {
    const real = window.lab.request;
    Reflect.set(window.lab, 'request', () => 'mine');
    Reflect.set(window, 'lab', {});
    return window.lab.request === real;
  });
  expect(changed).toBe(true);
});

test('there is no remote module, and nobody asks for one', async () => {
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as { packages: Record<string, unknown> };
  expect(Object.keys(lock.packages).filter((path) => path.endsWith('@electron/remote'))).toEqual([]);
});

test('the policy allows our own scripts alone: nothing inline, evaluated or from elsewhere runs', async () => {
  const { page } = lab;
  const { header, meta } = await page.evaluate(async () => ({
    header: (await fetch('/index.html')).headers.get('content-security-policy') ?? '',
    meta: document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ?? '',
  }));
  for (const policy of [header, meta]) {
    const rules = policy.split('; ');
    expect(rules).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'"]));
    expect(rules).toEqual(expect.arrayContaining(["connect-src 'self'", "base-uri 'none'", "form-action 'none'"]));
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  }
  const outcome = await page.evaluate(async () => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.push(effectiveDirective));
    const insert = (name: string, properties: Record<string, string>): void => {
      document.body.append(Object.assign(document.createElement(name), properties));
    };
    insert('script', { textContent: 'window.harmed = "inline"' });
    insert('script', { src: 'data:text/javascript,window.harmed="data"' });
    insert('script', { src: 'https://example.com/harm.js' });
    insert('div', { innerHTML: '<img src="missing" onerror="window.harmed = \'attribute\'">' });
    insert('iframe', { src: 'lab://app/index.html' });
    insert('object', { data: 'lab://app/index.html' });
    insert('a', { href: 'javascript:window.harmed="address"', id: 'harm' });
    document.getElementById('harm')?.click();
    // in a task of the page's own: what a test hands in itself may evaluate
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          const made = Reflect.construct(Function, ['return "evaluated"']) as () => string;
          resolve(made());
        } catch (error) {
          resolve((error as Error).name);
        }
      });
    });
    const fetched = await fetch('https://example.com').then(
      () => 'fetched',
      () => 'refused',
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { evaluated, fetched, harmed: window.harmed, violated: [...new Set(violated)].sort() };
  });
  expect(outcome).toMatchObject({ evaluated: 'EvalError', fetched: 'refused' });
  expect(outcome.harmed).toBeUndefined();
  expect(outcome.violated).toEqual(
    expect.arrayContaining(['connect-src', 'frame-src', 'object-src', 'script-src-attr', 'script-src-elem']),
  );
});

test('no window opens, and only addresses of our list reach the system’s browser', async () => {
  const { page, application } = lab;
  await application.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, 'opened', opened);
    shell.openExternal = (url: string) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  const [homepage = ''] = EXTERNAL_LINKS;
  const addresses = [
    'https://example.com/',
    'file:///etc/passwd',
    'lab://app/index.html',
    'about:blank',
    `${homepage}/../other`,
    `${homepage}?more=1`,
    'ssh://example.com',
    homepage,
  ];
  const returned = await page.evaluate((all) => all.map((url) => window.open(url, '_blank', 'noopener=no')), addresses);
  expect(returned).toEqual(addresses.map(() => null));
  // what a person clicks on: the homepage of a dataset
  await go(page, 'Data');
  await page.getByText('CIFAR-10', { exact: true }).click();
  await page.getByRole('link', { name: /cs\.toronto\.edu/ }).click();
  await expect
    .poll(() => application.evaluate(() => Reflect.get(globalThis, 'opened') as string[]))
    .toEqual([homepage, homepage]);
  expect(await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('permissions are refused, and downloads', async () => {
  const { page, application } = lab;
  await application.evaluate(({ session }) => {
    const downloads: boolean[] = [];
    Reflect.set(globalThis, 'downloads', downloads);
    // comes after the lab's own listener
    session.defaultSession.on('will-download', (event) => downloads.push(event.defaultPrevented));
  });
  const answers = await page.evaluate(async () => {
    const name = (error: unknown): string => (error as Error).name;
    const asked = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'] as const;
    const states = await Promise.all(
      asked.map(
        async (permission) => (await navigator.permissions.query({ name: permission as PermissionName })).state,
      ),
    );
    const link = Object.assign(document.createElement('a'), { href: 'data:text/plain,harm', download: 'harm.txt' });
    document.body.append(link);
    link.click();
    link.remove();
    return {
      states: [...new Set(states)],
      notifications: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', name),
      screen: await navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => 'given', name),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(code)),
      ),
    };
  });
  expect(answers).toMatchObject({ states: ['denied'], notifications: 'denied', place: 1 });
  expect([answers.camera, answers.screen]).not.toContain('given');
  await expect
    .poll(() => application.evaluate(() => Reflect.get(globalThis, 'downloads') as boolean[]))
    .toEqual([true]);
});

test('requests of another window, of a frame, and of a page from elsewhere are refused', async () => {
  const { application, page } = lab;
  expect(await page.evaluate(() => window.lab.request('app:about', null))).toMatchObject({ ok: true });
  const replies = await application.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
    const other = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, contextIsolation: true },
    });
    const ask = (): Promise<unknown> => other.webContents.executeJavaScript("window.lab.request('app:about', null)");
    await other.loadURL('lab://app/index.html');
    const ofOurPage = await ask();
    await other.loadURL('data:text/html,elsewhere');
    const ofAnotherPage = await ask();
    other.destroy();
    return [ofOurPage, ofAnotherPage];
  });
  const refusal = {
    ok: false,
    failure: { code: 'invalid-request', message: 'Only the lab’s own window may ask this.' },
  };
  expect(replies).toEqual([refusal, refusal]);
  const hasBridge = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const found = frame.contentWindow !== null && 'lab' in frame.contentWindow;
    frame.remove();
    return found;
  });
  expect(hasBridge).toBe(false);
});

test('our scheme gives our own files and no other, however an address is written', async () => {
  const { application } = lab;
  const statuses = await application.evaluate(async ({ session }) => {
    const paths = [
      'index.html',
      '../package.json',
      '..%2f..%2fpackage.json',
      '%2e%2e/%2e%2e/README.md',
      '..%5c..%5cpackage.json',
      'assets/..%2f..%2fmain/index.js',
      '%2fetc%2fhostname',
      'index.html%00.js',
      '%',
      '%ff.html',
    ];
    const answers = paths.map(async (path) => {
      const { status } = await session.defaultSession.fetch(`lab://app/${path}`);
      return `${path}: ${status}`;
    });
    return Promise.all(answers);
  });
  expect(statuses[0]).toBe('index.html: 200');
  expect(statuses.slice(1).filter((answer) => !answer.endsWith(': 404'))).toEqual([]);
});

test('names with markup are shown as text on every screen', async () => {
  const { page } = lab;
  await go(page, 'Runs');
  await expect(page.getByRole('row').nth(1)).toContainText(MARKUP);
  const addresses = [
    ...['/runs', '/runs/1', '/live', '/slides', '/data', '/playground', '/new', '/embeddings'],
    '/compare?runs=1,experiment-1,C1',
    `/compare?runs=${encodeURIComponent(MARKUP)}`,
    `/runs?search=${encodeURIComponent(MARKUP)}`,
    `/${encodeURIComponent(MARKUP)}`,
  ];
  for (const address of addresses) {
    await page.evaluate((to) => {
      window.location.hash = to;
    }, address);
    await page.waitForTimeout(250);
    const elements = await page.evaluate(() => document.querySelectorAll('img[src="x"]').length);
    expect(elements, address).toBe(0);
    expect(await page.evaluate(() => window.harmed), address).toBeUndefined();
    // so that something was there to be shown wrongly
    if (address === '/runs/1') await expect(page.getByRole('main')).toContainText(MARKUP);
  }
});

test('a picture of more pixels than the window decodes is refused by its header, and its name shown as text', async () => {
  const { page } = lab;
  await go(page, 'Playground');
  await page
    .getByRole('region', { name: 'First image' })
    .locator('input[type=file]')
    .setInputFiles({ name: `${MARKUP}.png`, mimeType: 'image/png', buffer: whitePng(8000) });
  await expect(page.getByRole('alert')).toContainText(`${MARKUP}.png could not be read as an image`);
});

// the last one: Playwright waits for the end of a navigation that was refused before it does anything else
test('the window stays on its own pages', async () => {
  const { page, application } = lab;
  const before = page.url();
  expect(before).toMatch(/^lab:\/\/app\//);
  for (const address of ['https://example.com/', 'file:///etc/hostname', 'data:text/html,harm', 'lab://elsewhere/']) {
    await page.evaluate((to) => {
      window.location.href = to;
    }, address);
    await page.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to });
      document.body.append(link);
      link.click();
      link.remove();
    }, address);
    await page.waitForTimeout(150);
    expect(page.url(), address).toBe(before);
  }
  const shown = await application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((w) => w.webContents.getURL()),
  );
  expect(shown).toEqual([before]);
});
