import { basename } from 'node:path';

/** A name for what was not given one: "Leaves 2.zip" is leaves-2. */
export function nameFor(path: string): string {
  const bare = basename(path).replace(/\.(zip|tar|tgz|tar\.gz|csv|tsv)$/i, '');
  const name = bare
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
  return name === '' ? 'images' : name;
}
