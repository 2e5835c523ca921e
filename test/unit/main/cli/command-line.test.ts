import { resolve } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { asksForJson, runCommandLine, type CommandEnd } from '#main/cli/command-line';
import type { CommonOptions } from '#main/cli/command-context';
import type { Lab } from '#main/lab/lab';
import { LabError } from '#shared/errors/errors';

vi.mock('#main/cli/standard-output', () => ({ print: vi.fn(), printLine: vi.fn(), printJson: vi.fn() }));

/** What of the lab the commands asked for, and with what. */
interface Asked {
  options?: CommonOptions;
  tags?: readonly string[];
  removed?: readonly string[];
  note?: string;
  weights?: string;
  bundle?: string;
}

interface Done {
  readonly asked: Asked;
  readonly end: CommandEnd;
}

const TAGGED = ['1.10', 'paper'];

/** A lab that writes down what is asked of it; run 2 is there, and has two tags. */
async function lab(...args: readonly string[]): Promise<Done> {
  const asked: Asked = {};
  const played = {
    run: (id: number) => ({ id, tags: asked.tags ?? TAGGED, note: asked.note ?? '' }),
    runList: {
      tag: (_ids: readonly number[], { add, remove }: { add: readonly string[]; remove: readonly string[] }) => {
        asked.tags = add;
        asked.removed = remove;
      },
      note: (_id: number, note: string) => {
        asked.note = note;
      },
    },
    evaluate: (_spec: unknown, weights: string) => {
      asked.weights = weights;
      throw new LabError('file-not-read', 'played');
    },
    exportBundle: ({ file }: { file: string }) => {
      asked.bundle = file;
      return { file, count: 1, bytes: 1 };
    },
  } as unknown as Lab;
  const end = await runCommandLine(args, '1.2.3', {
    withLab: async (options, work) => {
      asked.options = options;
      try {
        await work(played, options.json === true);
      } catch (error) {
        if (!(error instanceof LabError) || error.message !== 'played') throw error;
      }
    },
    backups: (options) => {
      asked.options = options;
    },
    printPage: () => Promise.resolve(null),
  });
  return { asked, end };
}

/** The lab's own refusal, or what was asked of it. */
async function refusedOr(...args: readonly string[]): Promise<Done | string> {
  try {
    return await lab(...args);
  } catch (error) {
    if (error instanceof LabError) return error.message;
    throw error;
  }
}

/** Whatever a shell can hand over: no argument of a program holds a NUL. */
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.double().map(String),
  fc.integer().map(String),
  fc.string().map((text) => `-${text}`),
  fc.constantFrom('1.10', '1e3', '0x10', '007', '', ' ', '-', '--', '---', '-1', '-.5', '- point', '-x', '--tag', '--tag=x'),
).filter((text) => !text.includes('\0')); // prettier-ignore

/** Options that every command has: as a text they go behind "--". */
const OWN = ['--', '--json', '--help', '-h'];

describe('a text on the command line', () => {
  it('is a note as it was typed, or is refused', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        fc.pre(!OWN.includes(text));
        const done = await refusedOr('note', '2', text);
        if (typeof done === 'string') expect(done).toContain(`unknown option '${text.split('\n')[0] ?? ''}`);
        else expect(done.asked.note).toBe(text);
      }),
    );
  });

  it('is a note as it was typed behind "--", whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect((await lab('note', '2', '--', text)).asked.note).toBe(text);
      }),
    );
  });

  it('is a tag as it was typed, or is refused', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const done = await refusedOr('tag', '2', '--', text);
        if (typeof done === 'string') expect(done).toMatch(/^Received the tag "/);
        else expect(done.asked.tags).toEqual([text]);
      }),
    );
  });

  it.each(['home', 'weights', 'bundle'] as const)('is given to --%s as it was typed, or is refused', async (option) => {
    const commands = { home: ['backups'], weights: ['evaluate', '--row', 'C1'], bundle: ['export', '2'] };
    const given = { home: (text: string) => text, weights: resolve, bundle: resolve };
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), async (text, isJoined) => {
        const typed = isJoined ? [`--${option}=${text}`] : [`--${option}`, text];
        const done = await refusedOr(...commands[option], ...typed);
        if (typeof done === 'string') expect(done).toMatch(/no value|Received no name|is there already/);
        else {
          const value = option === 'home' ? done.asked.options?.home : done.asked[option];
          expect(value).toBe(given[option](text));
        }
      }),
    );
  });

  it('is the name of a design’s file as it was typed', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        fc.pre(text !== '');
        const refused = await refusedOr('run', `--design=/no/such/folder/${text}`);
        expect(refused).toContain(`${resolve(`/no/such/folder/${text}`)} could not be read as a design: `);
      }),
    );
  });

  it.each(['0', '5', '2024'])('"%s" is the name of a file, and no number', async (name) => {
    expect(await refusedOr('run', '--design', name)).toBe(
      `${resolve(name)} could not be read as a design: there is no such file or folder. Choose another file.`,
    );
  });

  it('with a dash needs no "--" where it can be no option', async () => {
    expect((await lab('note', '2', '- point')).asked.note).toBe('- point');
    expect((await lab('note', '2', '-5 %', '--json')).asked).toMatchObject({ note: '-5 %', options: { json: true } });
    expect(await refusedOr('note', '2', '-point')).toMatch(
      /unknown option '-point'\..*A text that begins with a dash goes behind "--"\.$/,
    );
  });
});

describe('the tags of a run', () => {
  it('are removed as they are written', async () => {
    expect((await lab('tag', '2', '--remove', '1.10')).asked.removed).toEqual(['1.10']);
  });

  it.each([
    [
      ['1.1'],
      'Received the tag "1.1" to remove, which run 2 does not have; it has "1.10", "paper". Nothing was changed.',
    ],
    [['paper', 'x'], 'Received the tag "x" to remove, which run 2 does not have'],
    [[], 'Received --remove and no tag'],
  ])('%j are not taken away where they are not there', async (tags, message) => {
    expect(await refusedOr('tag', '2', ...tags, '--remove')).toContain(message);
  });

  it('keep their spaces, or are refused', async () => {
    expect(await refusedOr('tag', '2', ' a')).toBe(
      'Received the tag " a". Expected no space before or behind it, as in "a".',
    );
  });
});

describe('an option', () => {
  it('may stand before the command and behind it', async () => {
    expect((await lab('--home', 'a', '--json', 'backups')).asked.options).toEqual({ home: 'a', json: true });
    expect((await lab('backups', '--json', '--home', 'a')).asked.options).toEqual({ home: 'a', json: true });
    expect((await lab('--home', 'a', 'backups', '--home', 'b')).asked.options).toEqual({ home: 'b' });
  });

  it.each([
    [['runs', '--lmit', '3'], "unknown option '--lmit'. (Did you mean --limit?)"],
    [['rnus'], "unknown command 'rnus'. (Did you mean runs?)"],
    [['show'], "missing required argument 'run'"],
    [['runs', 'all'], 'too many arguments'],
    [['run', '--epochs'], 'argument missing'],
    [['run', '--epochs', '--json'], 'Received --epochs and no value: "--json" is an option.'],
    [['run', '--epochs', '3', '--epochs', '4'], 'Received --epochs twice; expected it once.'],
    [['run', '--epochs', '-1'], '--epochs: Received -1; expected passes over the training set'],
    [['run', '--epochs', '0x10'], '--epochs: Received "0x10"; expected'],
    [['run', '--threads', ''], '--threads: Received ""; expected'],
    [['run', '--seeds', '1000'], '--seeds: Received 1000; expected how many seeds: a whole number from 1 to 100.'],
    [['sweep', '--seeds', '1000'], '--seeds: Received 1000; expected how many seeds'],
    [['run', '--seed', '1', '--seed', '2.5'], '--seed: Received 2.5; expected a seed'],
    [['run', '--network', 'discrimination', '--rotations', '1,0x2'], '--rotations: Received "0x2"'],
    [['runs', '--limit', '501'], '--limit: Received 501; expected at most 500.'],
    [['runs', '--limit', 'all'], '--limit: Received "all"; expected a number.'],
    [['runs', '--offset', '-1'], '--offset: Received -1; expected at least 0.'],
    [
      ['runs', '--status', 'finished', '--status', 'done'],
      '--status: Received "done"; expected one of "queued", "running"',
    ],
    [['runs', '--json', '--csv'], 'Received --json and --csv; expected one of the two.'],
    [['compare', '--json', '--format', 'md'], 'Received --json and --format md; expected one of the two.'],
    [['delete', '0x2'], 'Received the run "0x2"; expected a number'],
    [['export', '1e1', '--bundle', 'x'], 'Received the run "1e1"; expected a number'],
    [
      ['datasets', 'install', 'cifar10', 'emnist-letters'],
      'Received "datasets install cifar10 emnist-letters"; expected',
    ],
    [['weights', 'import', 'vgg19-imagenet'], 'Received "weights import vgg19-imagenet"; expected'],
  ])('of %j is refused, and the message names what was received', async (args, message) => {
    expect(await refusedOr(...args)).toContain(message);
  });
});

describe('a question about the command line', () => {
  it.each([[[]], [['--json']], [['--help']], [['-h']]])('%j is answered with the help', async (args) => {
    const { end } = await lab(...args);
    expect(end).toMatchObject({ kind: 'help', text: expect.stringContaining('backups [action...]') });
  });

  it('of each command is answered with what it takes', async () => {
    const { end } = await lab('--help');
    if (end.kind === 'done') throw new Error('Nothing was told.');
    const names = [...end.text.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? '');
    expect(names).toHaveLength(25);
    for (const name of names) {
      const own = await lab(name, '--help');
      expect(own.end).toMatchObject({ kind: 'help', text: expect.stringMatching(/--home <folder>[^]*--json/) });
      expect(own.asked).toEqual({});
    }
    expect(await lab('run', '--help')).toMatchObject({ end: { text: expect.stringContaining('--no-redraw') } });
  });

  it('--version is answered with it', async () => {
    expect((await lab('--version')).end).toEqual({ kind: 'version', text: '1.2.3' });
  });

  it('asks for JSON only by the option', () => {
    expect(
      [['foo', '--json'], ['--json'], ['note', '2', '--', '--json'], ['runs', '--tag=--json']].map(asksForJson),
    ).toEqual([true, true, false, false]);
  });
});
