// @ts-check
/** The Electron that is installed here as the zip file that the packager takes, where none can be downloaded. */
import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/**
 * @param {string} folder of an Electron, as set-up has made it
 * @param {string} file to write
 * @returns {Promise<void>}
 */
export async function zipElectron(folder, file) {
  const zip = new ZipFile();
  await addFolder(zip, folder, '');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

/**
 * @param {ZipFile} zip
 * @param {string} folder
 * @param {string} inside
 * @returns {Promise<void>}
 */
async function addFolder(zip, folder, inside) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const name = `${inside}${entry.name}`;
    if (entry.isDirectory()) await addFolder(zip, path, `${name}/`);
    // a link is the way to this checkout, which is no part of Electron
    else if (entry.isFile()) zip.addFile(path, name, { compress: false });
  }
}
