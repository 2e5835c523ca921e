import { readFile, writeFile } from 'node:fs/promises';

import { BrowserWindow, session, type Session } from 'electron';

import { PAGE_POLICY } from '#shared/report/html/page';

/** The one address that a printing window knows: of the lab's own scheme, in a session of its own. */
const ADDRESS = 'lab://report/';

let printed = 0;

/**
 * Prints a page to a PDF in a window that nobody sees: sandboxed, without scripts, in a session that answers nothing but
 * this page.
 * @returns why it could not be printed; null where it was
 */
export async function printPage(page: string, pdf: string): Promise<string | null> {
  let window: BrowserWindow | undefined;
  try {
    const html = await readFile(page);
    // without "persist:" a session is in memory alone
    const partition = `report-${++printed}`;
    closeSession(session.fromPartition(partition), html);
    window = new BrowserWindow({
      show: false,
      webPreferences: {
        partition,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        javascript: false,
      },
    });
    const { webContents } = window;
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    webContents.on('will-frame-navigate', (event) => event.preventDefault());
    webContents.on('will-attach-webview', (event) => event.preventDefault());
    await window.loadURL(ADDRESS);
    const content = await webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
    await writeFile(pdf, content);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    window?.destroy();
  }
}

/** Lets a session load the page, and refuses everything else. */
function closeSession(own: Session, html: Buffer): void {
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  own.setPermissionCheckHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: url !== ADDRESS && !url.startsWith('data:image/') });
  });
  own.protocol.handle('lab', ({ url }) =>
    url === ADDRESS
      ? new Response(new Uint8Array(html), {
          headers: {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': PAGE_POLICY,
            'x-content-type-options': 'nosniff',
          },
        })
      : new Response('Not found', { status: 404 }),
  );
}
