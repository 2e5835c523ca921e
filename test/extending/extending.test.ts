// The examples of docs/extending, used as a person uses them: with the built command line, and a variable that names them.
import { writeFile } from 'node:fs/promises';
import { join, delimiter, resolve } from 'node:path';

import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { killWhatRuns, runLab, temporaryHome } from '../integration/lab-process';

const example = (name: string): string => resolve('test/extending/examples', name);
const WITH = { SIAMESE_LAB_EXTENSIONS: [example('toy-set.mjs'), example('toy-network.mjs')].join(delimiter) };
const WITHOUT = { SIAMESE_LAB_EXTENSIONS: '' };

interface ShownRun {
  readonly id: number;
  readonly status: string;
  readonly experimentTitle: string;
  readonly spec: { readonly network?: object; readonly isUnknown?: boolean };
  readonly datasetFacts: { readonly classNames: readonly string[]; readonly imageShape: readonly number[] } | null;
  readonly accuracy: number;
  readonly parameterCount: number;
}

async function ask<Answer>(home: string, environment: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Answer> {
  const { status, output, errors } = await runLab(home, [...args, '--json'], environment);
  expect([status, errors]).toEqual([0, expect.any(String)]);
  return JSON.parse(output) as Answer;
}

const train = (home: string, network: string) =>
  ask<ShownRun>(home, WITH, ...['run', '--network', network, '--dataset', 'toy-set', '--epochs', '4', '--batch', '8']);

afterEach(killWhatRuns);

describe('a dataset and a network from outside', () => {
  let home: string;
  let toy: ShownRun;
  /** A network of the lab's own on the same images. */
  let vanilla: ShownRun;
  beforeAll(async () => {
    home = await temporaryHome();
    toy = await train(home, 'toy');
    vanilla = await train(home, 'vanilla');
  }, 120_000);

  it('are listed, and named by the help', async () => {
    const { datasets } = await ask<{ readonly datasets: readonly object[] }>(home, WITH, 'datasets');
    expect(datasets.at(-1)).toMatchObject({ facts: { name: 'toy-set', classNames: ['left', 'right'] } });
    expect((await runLab(home, ['run', '--help'], WITH)).output).toMatch(/siamese-vgg16-bn,\s+toy/);
  });

  it('are trained, tested and shown', async () => {
    expect(toy).toMatchObject({
      status: 'finished',
      experimentTitle: 'toy on Toy set, 100%, 4 epochs, batch 8',
      spec: { network: { kind: 'toy', units: 16 } },
      datasetFacts: { imageShape: [16, 16, 1], classNames: ['left', 'right'] },
      // 256 × 16 + 16 of the dense layer, 16 × 2 + 2 of the classes
      parameterCount: 4_146,
    });
    expect(toy.accuracy).toBeGreaterThan(0.7);
    const { status, output } = await runLab(home, ['show', String(toy.id)], WITH);
    expect([status, output]).toEqual([0, expect.stringMatching(/^left +[\d.]+/m)]);
  });

  it('are refused like any other where they do not fit', async () => {
    const { status, errors } = await runLab(home, ['run', '--network', 'vgg19', '--dataset', 'toy-set'], WITH);
    expect([status, errors]).toEqual([1, expect.stringContaining('Received vgg19 for Toy set')]);
  });

  it('leave runs that are listed and shown without them', async () => {
    const { runs } = await ask<{ readonly runs: readonly ShownRun[] }>(home, WITHOUT, 'runs');
    expect(runs.map(({ id, accuracy }) => [id, accuracy])).toEqual([
      [vanilla.id, vanilla.accuracy],
      [toy.id, toy.accuracy],
    ]);
    const shown = await ask<ShownRun>(home, WITHOUT, 'show', String(toy.id));
    expect(shown).toMatchObject({ spec: { isUnknown: true }, datasetFacts: toy.datasetFacts, parameterCount: 4_146 });
    const { output } = await runLab(home, ['show', String(toy.id)], WITHOUT);
    expect(output).toMatch(/^left +[\d.]+/m);
  });

  it('a network that is known is understood without its dataset, and says why it cannot be trained', async () => {
    const shown = await ask<ShownRun>(home, WITHOUT, 'show', String(vanilla.id));
    expect(shown).toMatchObject({ spec: vanilla.spec, datasetFacts: vanilla.datasetFacts });
    const { output, errors } = await runLab(home, ['compare', '--runs', `${vanilla.id},${toy.id}`], WITHOUT);
    expect([output, errors]).toEqual([expect.stringContaining('Where the designs differ'), '']);
    const again = await runLab(home, ['retry', String(vanilla.id)], WITHOUT);
    expect([again.status, again.errors]).toEqual([
      1,
      expect.stringMatching(/Received the dataset "toy-set"; expected .*extension brings it, name that in SIAMESE_LAB/),
    ]);
  });

  it('travel in a bundle to a lab without them', async () => {
    const bundle = join(home, 'toy.zip');
    await ask(home, WITH, 'export', String(vanilla.id), '--bundle', bundle);
    const other = await temporaryHome();
    await ask(other, WITHOUT, 'import', bundle);
    const imported = await ask<ShownRun>(other, WITHOUT, 'show', '1');
    expect(imported).toMatchObject({
      spec: vanilla.spec,
      datasetFacts: vanilla.datasetFacts,
      accuracy: vanilla.accuracy,
    });
  });
});

describe('an extension that cannot be loaded', () => {
  it.each([
    ['is not there', null, /There is nothing of that name; expected the file of a JavaScript module/],
    ['is no module', 'register(', /Unexpected (end of input|token)/],
    [
      'does not export register',
      'export const name = 1;',
      /exports name; expected a module that exports a function register\(lab\)/,
    ],
    [
      'exports a register that is no function',
      'export const register = 5;',
      /Received register as 5; expected a module that exports a function register\(lab\)\. Mend it, or take it out/,
    ],
    ['throws', 'export function register() { throw new Error("the disk is full"); }', /the disk is full/],
    [
      'registers what is no network',
      'export function register(lab) { lab.networks.register({ kind: "Toy net", inputs: 3 }); }',
      /kind: Expected a name of small letters[^]*name: Received nothing[^]*inputs: Received 3; expected one of 1, 2/,
    ],
    [
      'takes the name of another',
      'export function register(lab) { lab.pairings.register({ kind: "balanced", options: {}, pairCount() {}, title() {}, make() {}, isRedrawn() {} }); }',
      /Received the pairing "balanced" a second time/,
    ],
  ])('as it %s is named, with what is wrong', async (_, code, says) => {
    const home = await temporaryHome();
    const file = join(home, 'broken.mjs');
    if (code !== null) await writeFile(file, code);
    const { status, errors } = await runLab(home, ['runs'], { SIAMESE_LAB_EXTENSIONS: file });
    expect(status).toBe(1);
    expect(errors).toContain(`The extension ${file} could not be loaded.`);
    expect(errors).toMatch(says);
  });

  it('as it is a folder is named, with what it may be instead', async () => {
    const home = await temporaryHome();
    const { status, errors } = await runLab(home, ['runs'], { SIAMESE_LAB_EXTENSIONS: home });
    expect([status, errors]).toEqual([
      1,
      expect.stringContaining(
        `Received a folder; expected the file of a JavaScript module, such as ${join(home, 'index.mjs')}.`,
      ),
    ]);
  });
});
