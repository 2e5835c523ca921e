import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { createCatalogue } from '#main/datasets/catalogue';
import { forgetOwnDataset, isOwnDataset } from '#main/datasets/own/own-store';
import type { ImportCommand, ImportEvent } from '#main/importing/messages';
import { createOwnDatasets, type LaunchImport, type OwnDatasets } from '#main/lab/importing/own-datasets';
import type { WorkerListeners } from '#main/processes/worker-process';
import { DATASETS } from '#shared/datasets/datasets';
import type { ImageSurvey } from '#shared/datasets/own';

import { IMAGES, madeDataset, recordOf } from '../../datasets/own/made-dataset';
import { temporaryFolder } from '../../datasets/temporary-folder';

const SURVEY: ImageSurvey = {
  plan: recordOf('made').plan,
  classes: [],
  trainCount: 3,
  testCount: 2,
  groups: null,
  isSplitGiven: false,
  formats: {},
  sides: { least: 2, median: 2, most: 2 },
  greyCount: 5,
  unreadable: { count: 0, first: [] },
  duplicates: { count: 0, across: 0, first: [] },
  scarce: [],
  bytes: 25,
};
const REQUEST = { name: 'made', source: '/somewhere/pictures', choices: {} } as const;
const SECOND = { ...IMAGES, test: { ...IMAGES.test, labels: Uint8Array.of(0, 0) } };

/** A process, as a test plays it. */
interface Played {
  readonly command: ImportCommand;
  readonly tell: (event: ImportEvent) => void;
  readonly exit: (how: string) => void;
  readonly listeners: WorkerListeners<ImportEvent>;
}

interface Setting {
  readonly own: OwnDatasets;
  /** The folder of datasets. */
  readonly folder: string;
  readonly launched: () => number;
  readonly killed: () => number;
  readonly emit: ReturnType<typeof vi.fn>;
}

async function setUp(play: (process: Played) => void | Promise<void>): Promise<Setting> {
  const home = await temporaryFolder();
  const counts = { launched: 0, killed: 0 };
  const launch: LaunchImport = (listeners) => {
    counts.launched += 1;
    let isGone = false;
    const exit = (how: string): void => {
      if (isGone) return;
      isGone = true;
      // as of a real process, later
      setImmediate(() => listeners.onExit(how));
    };
    return {
      send: (command) => void play({ command, tell: listeners.onEvent, exit, listeners }),
      kill: () => {
        counts.killed += 1;
        exit('signal SIGKILL');
      },
    };
  };
  const emit = vi.fn();
  const own = createOwnDatasets({ home, launch, datasets: createCatalogue({ home }), events: { emit } });
  return { own, folder: join(home, 'datasets'), launched: () => counts.launched, killed: () => counts.killed, emit };
}

/** Writes a dataset, and says so. */
async function write({ command, tell }: Played, sets = IMAGES): Promise<void> {
  const { folder, file } = await madeDataset(sets, { name: command.name });
  await writeFile(join(command.stage, '0'), 'unpacked');
  await cp(folder, command.target, { recursive: true });
  tell({ kind: 'answered', answer: { kind: 'imported', facts: file.facts, survey: SURVEY } });
}

/** The test images' labels of the dataset that lies there now. */
async function bytesOf(folder: string): Promise<Buffer> {
  return readFile(join(folder, 'made', 'images.safetensors'));
}

afterEach(() => forgetOwnDataset('made'));

describe('bring', () => {
  it('makes a dataset that the lab knows, verified, and leaves no stage', async () => {
    const { own, folder, emit, killed } = await setUp(async (process) => {
      process.tell({ kind: 'progress', phase: 'reading', done: 1, total: 5 });
      await write(process);
    });
    const { info, survey } = await own.bring(REQUEST);
    expect(survey).toEqual(SURVEY);
    expect(info).toMatchObject({
      facts: { name: 'made', title: 'Made', own: { source: '/somewhere/pictures' } },
      state: { kind: 'installed', folder: join(folder, 'made'), findings: { bytes: 'unknown', sharedImages: 0 } },
    });
    expect(emit).toHaveBeenCalledExactlyOnceWith('dataset:import-progress', {
      dataset: 'made',
      phase: 'reading',
      done: 1,
      total: 5,
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
    expect((await readdir(join(folder, 'made'))).sort()).toEqual(['dataset.json', 'images.safetensors']);
    // the process ends with its answer
    expect(killed()).toBe(1);
  });

  it('gives the process two empty folders of one stage, beside the dataset', async () => {
    const { own, folder } = await setUp(async (process) => {
      const { stage, target, choices, kind } = process.command;
      expect([await readdir(stage), await readdir(target), choices, kind]).toEqual([[], [], { side: 32 }, 'import']);
      expect([stage, target].every((path) => path.startsWith(join(folder, '.made-')))).toBe(true);
      await write(process);
    });
    await own.bring({ ...REQUEST, choices: { side: 32 } });
    expect.assertions(2);
  });

  it('puts a new one in the place of an earlier one', async () => {
    let sets = IMAGES;
    const { own, folder } = await setUp((process) => write(process, sets));
    await own.bring(REQUEST);
    const first = await bytesOf(folder);
    sets = SECOND;
    const { info } = await own.bring(REQUEST);
    expect(info.state).toMatchObject({ kind: 'installed', findings: { bytes: 'unknown' } });
    expect((await bytesOf(folder)).equals(first)).toBe(false);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  const controller = new AbortController();
  it.each<[string, (process: Played) => void, object]>([
    [
      'whose process dies',
      ({ listeners, exit }) => {
        listeners.onOutput('free(): invalid pointer');
        exit('signal SIGSEGV');
      },
      {
        code: 'internal',
        message: expect.stringContaining('ended (signal SIGSEGV)') as string,
        detail: 'free(): invalid pointer',
      },
    ],
    [
      'that fails',
      ({ tell }) =>
        tell({
          kind: 'answered',
          answer: { kind: 'failed', failure: { code: 'invalid-request', message: 'No pictures.', detail: 'more' } },
        }),
      { code: 'invalid-request', message: 'No pictures.', detail: 'more' },
    ],
    [
      'whose process talks nonsense',
      ({ listeners, exit }) => {
        listeners.onMalformed({ code: 'invalid-message', message: 'Nonsense.' });
        exit('signal SIGKILL');
      },
      { code: 'invalid-message', message: 'Nonsense.' },
    ],
    ['that is cancelled', () => controller.abort(new Error('enough')), { message: 'enough' }],
    [
      'that is cancelled already',
      () => {
        throw new Error('It was asked all the same.');
      },
      { message: 'enough' },
    ],
  ])('leaves the earlier dataset, and no stage, of an import %s', async (_how, fail, error) => {
    let play: (process: Played) => void | Promise<void> = write;
    const { own, folder } = await setUp((process) => play(process));
    await own.bring(REQUEST);
    const before = await bytesOf(folder);
    play = async (process) => {
      // it had come half the way
      await writeFile(join(process.command.target, 'images.safetensors'), 'half');
      fail(process);
    };
    await expect(own.bring(REQUEST, controller.signal)).rejects.toMatchObject(error);
    expect((await bytesOf(folder)).equals(before)).toBe(true);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(isOwnDataset('made')).toBe(true);
  });

  it.each(['cifar10', 'shapes'])('refuses the name %s of what comes with the lab, and starts nothing', async (name) => {
    expect(DATASETS.find(name)).toBeDefined();
    const { own, launched, folder } = await setUp(write);
    await expect(own.bring({ ...REQUEST, name })).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining('comes with the lab or an extension; expected another one') as string,
    });
    await expect(own.remove(name)).rejects.toMatchObject({ code: 'unknown-dataset' });
    expect(launched()).toBe(0);
    expect(await readdir(folder).catch(() => [])).toEqual([]);
  });

  it.each([
    ['../up', {}, /Received "\.\.\/up" as the name of a dataset; expected 1 to 63 small letters/],
    ['', {}, /as the name of a dataset/],
    ['made', { side: 4 }, /side/],
    ['made', { side: 'wide' }, /side/],
    ['made', { testShare: 1 }, /testShare/],
    ['made', { split: 'by-luck' }, /split/],
    ['made', { unknown: 1 }, /unknown/],
    ['made', null, /expected/],
  ])('refuses the name %j with the choices %j, and starts nothing', async (name, choices, says) => {
    const { own, launched } = await setUp(write);
    for (const ask of [own.bring, own.survey]) {
      await expect(ask({ ...REQUEST, name, choices })).rejects.toMatchObject({
        code: 'invalid-request',
        message: expect.stringMatching(says) as string,
      });
    }
    expect(launched()).toBe(0);
  });
});

describe('survey', () => {
  it('looks, and keeps nothing', async () => {
    const { own, folder } = await setUp(async ({ command, tell }) => {
      await writeFile(join(command.stage, '0'), 'unpacked');
      tell({ kind: 'answered', answer: { kind: 'surveyed', survey: SURVEY } });
    });
    expect(await own.survey(REQUEST)).toEqual(SURVEY);
    expect(await readdir(folder)).toEqual([]);
    expect(isOwnDataset('made')).toBe(false);
  });
});

describe('remove', () => {
  it('removes what was brought, and nothing else', async () => {
    const { own, folder } = await setUp(write);
    await own.bring(REQUEST);
    await mkdir(join(folder, 'another'));
    await own.remove('made');
    expect((await readdir(folder)).includes('made')).toBe(false);
    expect((await readdir(folder)).includes('another')).toBe(true);
    expect(DATASETS.find('made')).toBeUndefined();
    await expect(own.remove('made')).rejects.toMatchObject({ code: 'unknown-dataset' });
    await expect(own.remove('..')).rejects.toMatchObject({ code: 'unknown-dataset' });
  });
});
