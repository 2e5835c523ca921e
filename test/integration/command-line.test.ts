import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { LabFailure } from '#shared/errors/errors';
import type { RunPage } from '#shared/contract/ipc';

import { seedRuns } from '../bench/seed-runs';
import { runLab, runLabInto, startLab, temporaryHome } from './lab-process';

let home: string;
beforeAll(async () => {
  home = await temporaryHome();
  seedRuns(home, { runs: 6, epochs: 1, newest: 1_790_000_000_000 });
});

/** What the system calls its errors, and what a stack looks like. */
const RAW = /\bE[A-Z]{3,}\b|\n\s+at |Something went wrong/;

describe('text on the command line', () => {
  it('is a tag as it was typed, however much it looks like a number', async () => {
    const tagged = await runLab(home, ['tag', '2', '1.10', '--json']);
    expect(JSON.parse(tagged.output)).toEqual({ id: 2, tags: expect.arrayContaining(['1.10']) });
    const found = JSON.parse((await runLab(home, ['runs', '--tag', '1.10', '--json'])).output) as RunPage;
    expect(found.runs.map(({ id }) => id)).toEqual([2]);
    const other = await runLab(home, ['tag', '2', '1.1', '--remove']);
    expect([other.status, other.errors]).toEqual([1, expect.stringContaining('which run 2 does not have')]);
    const removed = await runLab(home, ['tag', '2', '1.10', '--remove', '--json']);
    expect((JSON.parse(removed.output) as { readonly tags: readonly string[] }).tags).not.toContain('1.10');
  });

  it.each([[['- point']], [['--', '- point']]])('%j is a note', async (text) => {
    await runLab(home, ['note', '2', '']);
    const { status, output } = await runLab(home, ['note', '2', ...text]);
    expect([status, output]).toEqual([0, '- point\n']);
    expect((await runLab(home, ['note', '2'])).output).toBe('- point\n');
  });

  it('is the name of a folder or a file, however much it looks like a number', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'siamese-lab-caller-'));
    expect((await runLab(home, ['runs', '--home', '2024'], {}, cwd)).status).toBe(0);
    expect(existsSync(join(cwd, '2024', 'lab.sqlite'))).toBe(true);
    await writeFile(join(cwd, '5'), JSON.stringify({ dataset: 'shapes', network: { kind: 'resnet' } }));
    const design = await runLab(home, ['run', '--design', '5'], {}, cwd);
    expect([design.status, design.errors]).toEqual([1, expect.stringContaining('Received 5, which is not a design')]);
    const weights = await runLab(home, ['weights', 'import', 'vgg19-imagenet', '5'], {}, cwd);
    expect([weights.status, weights.errors]).toEqual([1, expect.stringContaining(join(cwd, '5'))]);
  });
});

describe('standard output', () => {
  it.skipIf(process.platform === 'win32')('that nobody reads ends the command in silence', async () => {
    const { child, ended } = startLab(home, ['runs', '--csv']);
    child.stdout?.destroy();
    const { status, errors } = await ended;
    expect([status, errors]).toEqual([141, '']);
  });

  it.runIf(existsSync('/dev/full')).each([[['runs', '--csv']], [['runs', '--json']], [['--help']]])(
    'that is full is said to be: %j',
    async (args) => {
      expect(await runLabInto('/dev/full', home, args)).toEqual({
        status: 1,
        errors:
          'Standard output could not be written: the disk is full. What was printed is not whole. ' +
          'Make room, or send it elsewhere, and print it again.\n',
      });
    },
  );

  it.each([
    [['frobnicate', '--json'], 1],
    [['--json', 'runs', '--lmit', '3'], 1],
    [['runs', '--json', '--csv'], 1],
    [['run', '--epochs', '--json'], 1],
    [['run', '--seeds', '1000', '--json'], 1],
    [['show', '99', '--json'], 1],
    [['runs', '--home', '', '--json'], 1],
    [['runs', '--json'], 0],
    [['tag', '2', '--json'], 0],
    [['run', '--help', '--json'], 0],
    [['--version', '--json'], 0],
  ])('of %j is one JSON object', async (args, expected) => {
    const { status, output } = await runLab(home, args);
    expect(status).toBe(expected);
    expect(output.split('\n')).toHaveLength(2);
    const value = JSON.parse(output) as { readonly failure?: LabFailure };
    expect('failure' in value).toBe(expected === 1);
  });

  it('holds no help where a command is not known: the error names what comes near', async () => {
    const { status, output, errors } = await runLab(home, ['rnus']);
    expect([status, output]).toEqual([1, '']);
    expect(errors).toContain("unknown command 'rnus'. (Did you mean runs?)");
  });
});

describe('a refusal of the operating system', () => {
  it.each([
    [['export', '2', '--bundle', '/no/such/folder/x.zip']],
    [['import', '/no/such/folder/x.zip']],
    [['run', '--design', '/no/such/folder/design.json']],
    [['run', '--design', tmpdir()]],
    [['weights', 'import', 'vgg19-imagenet', '/no/such/folder/x.h5']],
    [['datasets', 'import', 'cifar10', '/no/such/folder/x.zip']],
    ...(process.platform === 'linux' ? [[['runs', '--home', '/proc/1/nope']]] : []),
  ])('is said in words: %j', async (args) => {
    const { status, errors } = await runLab(home, args);
    expect(status).toBe(1);
    expect(errors).toContain(args.at(-1));
    expect(errors).not.toMatch(RAW);
  });

  it('of the folder for temporary files ends the run in words', async () => {
    const args = ['run', '--fraction', '0.02', '--epochs', '1'];
    const nowhere = join(home, 'nowhere');
    const { status, output } = await runLab(home, args, { TMPDIR: nowhere, TMP: nowhere, TEMP: nowhere });
    expect(status).toBe(1);
    expect(output).toContain(
      `The folder for temporary files, ${nowhere}, could not be used: there is no such file or folder.`,
    );
    expect(output).not.toMatch(RAW);
  });
});
