import { dirname, join } from 'node:path';

import { app, BrowserWindow, dialog, nativeTheme, shell } from 'electron';

import { EXTERNAL_LINKS } from '#shared/contract/external-links';

import { interruptionQuestion, type RunAtStake } from './interruption';
import { RENDERER_ORIGIN } from './renderer-files';

/**
 * The lab's one window: sandboxed, isolated, without Node, and bound to our own pages.
 * @param runAtStake the run that would end with the window, if any: then the person is asked first
 */
export function openWindow(outFolder: string, runAtStake: () => RunAtStake | undefined): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Siamese Lab',
    icon: windowIcon(dirname(outFolder)),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#121517' : '#f3f4f5',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(outFolder, 'preload', 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      // curves go on being drawn while the window is behind another
      backgroundThrottling: false,
    },
  });
  window.on('close', (event) => {
    const run = runAtStake();
    if (run === undefined) return;
    event.preventDefault();
    void confirmInterruption(window, run).then((isConfirmed) => {
      if (isConfirmed) app.quit();
    });
  });
  window.on('query-session-end', (event) => {
    if (runAtStake() === undefined) return;
    event.preventDefault();
    app.quit();
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (EXTERNAL_LINKS.has(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  // of any frame, although our pages have none
  window.webContents.on('will-frame-navigate', (event) => {
    if (!event.url.startsWith(`${RENDERER_ORIGIN}/`)) event.preventDefault();
  });
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  void window.loadURL(`${RENDERER_ORIGIN}/index.html`);
  return window;
}

/** For the window and the taskbar; macOS takes the icon of the app instead. */
function windowIcon(appFolder: string): string {
  return join(appFolder, 'resources', 'icon', process.platform === 'win32' ? 'icon.ico' : 'icon-256.png');
}

/** A night of training should not end with a careless click. */
async function confirmInterruption(window: BrowserWindow, run: RunAtStake): Promise<boolean> {
  const { message, detail, buttons } = interruptionQuestion(run);
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message,
    detail,
    buttons: [...buttons],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
