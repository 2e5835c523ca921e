import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { Command } from 'commander';
import { describe, expect, it } from 'vitest';

import { addCommands } from '#main/cli/commands';
import { openMemoryDatabase } from '#main/database/open';
import { LAB_ERROR_CODES } from '#shared/errors/errors';
import { FIRST_COLUMNS } from '#shared/runs/run-csv';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const DOCUMENTS = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** The text below a heading, up to the next heading of its level or above. */
function sectionOf(text: string, heading: string): string {
  const lines = text.split('\n');
  const from = lines.indexOf(heading);
  if (from === -1) return '';
  const level = heading.indexOf(' ');
  const rest = lines.slice(from + 1);
  const to = rest.findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return rest.slice(0, to === -1 ? undefined : to).join('\n');
}

/** The words in backticks that stand in the first column of the tables of a text. */
function namedInTables(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const cell = /^\| (`.+?) +\|/.exec(line)?.[1] ?? '';
    return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  });
}

/** Links of a document, without its pieces of code. */
function linksOf(text: string): readonly string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(text: string): readonly string[] {
  return text
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .split('\n')
    .filter((line) => /^#+ /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
        .replaceAll(' ', '-'),
    );
}

/** What is wrong with the relative links of a document. */
function brokenLinks(path: string, text: string): readonly string[] {
  return linksOf(text)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#');
      const found = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(root, found))) return true;
      return anchor !== undefined && !anchorsOf(file === '' ? text : read(found)).includes(anchor);
    });
}

describe('docs/formats.md', () => {
  const formats = read('docs/formats.md');
  const database = openMemoryDatabase();
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  const columnsOf = (table: string): readonly { readonly name: string; readonly type: string }[] =>
    database
      .prepare<[string], { name: string; type: string }>('SELECT name, type FROM pragma_table_xinfo(?)')
      .all(table);

  it.each(tables)('names every column of the table %s with its type, and no other', (table) => {
    const section = sectionOf(formats, `### \`${table}\``);
    const columns = columnsOf(table);
    expect([...namedInTables(section)].sort()).toEqual(columns.map(({ name }) => name).sort());
    for (const { name, type } of columns)
      expect(section).toMatch(new RegExp(`^\\| \`${name}\` +\\| ${type} +\\|`, 'm'));
  });

  it('says up to which migration it goes', () => {
    expect(formats).toContain(
      `is the number of migrations done, ${String(database.pragma('user_version', { simple: true }))} at present`,
    );
  });

  it('names the columns of the exported list of runs in their order', () => {
    expect(formats.replaceAll(/\s+/g, ' ')).toContain(FIRST_COLUMNS.map((column) => `\`${column}\``).join(', '));
  });
});

describe('docs/guide/command-line.md', () => {
  const text = read('docs/guide/command-line.md');
  const program = new Command();
  addCommands(program, {
    withLab: () => Promise.resolve(),
    backups: () => undefined,
    printPage: () => Promise.resolve(null),
  });
  const common = text.slice(0, text.indexOf('\n## '));

  it('names every command, and no other', () => {
    const named = [...text.matchAll(/^### `(.+)`$/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(program.commands.map((command) => command.name()).sort());
  });

  it.each(program.commands.map((command) => [command.name(), command] as const))(
    'names every option of %s as its help does, and no other',
    (name, command) => {
      const own = sectionOf(text, `### \`${name}\``);
      const ofDesign = [sectionOf(text, '### Options of a design'), read('docs/guide/settings.md')].join('\n');
      const design = own.includes('](#options-of-a-design)') ? ofDesign : '';
      const taken = command.options.map(({ flags }) => flags);
      const named = [common, own, design].flatMap((part) => namedInTables(part));
      expect(taken.filter((flags) => !named.includes(flags))).toEqual([]);
      expect(namedInTables(own).filter((flags) => !taken.includes(flags))).toEqual([]);
    },
  );
});

describe('docs/guide/troubleshooting.md', () => {
  it('says of every error code what it means, and of no other', () => {
    const named = namedInTables(read('docs/guide/troubleshooting.md'));
    expect([...named].sort()).toEqual([...LAB_ERROR_CODES].sort());
  });
});

describe('the documents', () => {
  it('hold a README of at most 150 lines', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  });

  it.each(DOCUMENTS)('%s leads only to what is there', (path) => {
    expect(brokenLinks(path, read(path))).toEqual([]);
  });

  it.each(DOCUMENTS)('%s names only sources that are there', (path) => {
    const named = [...read(path).matchAll(/`((?:src-|scripts\/|test\/|docs\/)[\w./-]+)`/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it('notices a link that leads nowhere', () => {
    expect(brokenLinks('docs/a.md', '[a](b.md) [c](#d) [e](formats.md#facts) [f](https://g.h)')).toEqual([
      'b.md',
      '#d',
    ]);
  });
});
