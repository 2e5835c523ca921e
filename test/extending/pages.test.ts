import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const pages = readdirSync(join(root, 'docs/extending')).filter((name) => name.endsWith('.md'));

/** The examples of a page, by the file that is said to hold them. */
function examplesOf(page: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(root, 'docs/extending', page), 'utf8');
  const found = text.matchAll(/<!-- (test\/extending\/examples\/\S+) -->\n+```js\n([^]*?)```\n/g);
  return new Map([...found].map(([, file = '', code = '']) => [file, code]));
}

const examples = pages.flatMap((page) => [...examplesOf(page)].map(([file, code]) => ({ page, file, code })));

it.each(examples)('$page shows $file as it is tested', ({ file, code }) => {
  expect(code).toBe(readFileSync(join(root, file), 'utf8'));
});

it('every tested example is on a page', () => {
  const files = readdirSync(join(root, 'test/extending/examples')).map((name) => `test/extending/examples/${name}`);
  expect(examples.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
});
