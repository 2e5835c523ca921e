import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { app } from 'electron';

import { PAGE_FILE, PDF_FILE } from '../lab/report/report-files';
import { printPage } from './print-page';

/**
 * What the command line starts this program for: to print the report in a folder beside it, and to end. It opens no lab.
 * @param folder as it was given
 */
export async function printAndQuit(folder: string): Promise<void> {
  app.disableHardwareAcceleration();
  // Chromium wants a profile, which nobody else has
  const profile = mkdtempSync(join(tmpdir(), 'siamese-lab-print-'));
  app.setPath('userData', profile);
  // the window is gone before the program knows how it went
  app.on('window-all-closed', () => undefined);
  await app.whenReady();
  const problem = await printReport(folder);
  if (problem !== null) process.stderr.write(`print: ${problem}\n`);
  await rm(profile, { recursive: true, force: true }).catch(() => undefined);
  app.exit(problem === null ? 0 : 1);
}

/** Of all files there may be it reads the page and writes the PDF, which is not there. */
async function printReport(folder: string): Promise<string | null> {
  const pdf = join(folder, PDF_FILE);
  if (existsSync(pdf)) return `${pdf} is there already`;
  return printPage(join(folder, PAGE_FILE), pdf);
}
