import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

import { isSiamese } from '#shared/networks/plan';
import { DATASETS } from '#shared/datasets/datasets';
import { planNetwork } from '#shared/networks/index';

import { createCatalogue } from '#main/datasets/catalogue';
import { buildProcesses } from './build-processes';
import type { Outcome } from './report';
import { profileReports } from './train/profile-report';
import { profileSteps, takeTurn, whyNoKeras, type TakenTurn } from './train/run-turn';
import { readSettings, type Contender, type TrainSettings } from './train/settings';
import { reportOf, summarise, type Turns } from './train/summary';
import { benchmarkSpec } from './train/workload';

/**
 * How fast the engines train, and Keras beside them: each in a process of its own, in turns, round by round, so that
 * whatever else the machine does falls on all of them.
 */
export async function measure(args: readonly string[]): Promise<Outcome> {
  const settings = readSettings(args);
  const { network, batch, rounds, seconds } = settings;
  const spec = benchmarkSpec(network, batch);
  const plan = planNetwork(spec.network, DATASETS.get(spec.dataset));
  const cifar = await cifarFolder();
  const images = cifar === null ? 'random images of the size and number of CIFAR-10’s' : 'CIFAR-10';
  const machine = `${cpus()[0]?.model ?? 'a processor'} × ${cpus().length}`;
  if (settings.profile) {
    const entryOf = await buildProcesses(['train/profile-process']);
    const profile = await profileSteps(settings, cifar, entryOf('profile-process'));
    return {
      json: { network, batch, images, machine, profile },
      reports: profileReports(settings, profile, { machine, images }),
    };
  }
  const measured = await turnsOf(settings, cifar);
  const summary = summarise(measured);
  const sample = isSiamese(plan) ? 'pairs' : 'images';
  return {
    json: { network, batch, rounds, seconds, images, sample, machine, ...summary },
    reports: reportOf(settings, summary, { machine, images, sample }),
  };
}

/** Null where SIAMESE_LAB_DATA names no folder with CIFAR-10 in it. */
async function cifarFolder(): Promise<string | null> {
  const dataFolder = process.env['SIAMESE_LAB_DATA'];
  const catalogue = createCatalogue({ home: join(tmpdir(), 'siamese-lab-bench-none'), dataFolder });
  const { state } = await catalogue.info('cifar10');
  return state.kind === 'installed' ? state.folder : null;
}

async function turnsOf(settings: TrainSettings, cifar: string | null): Promise<ReadonlyMap<Contender, Turns>> {
  const { contenders, rounds, python } = settings;
  const missing = contenders.includes('keras') ? await whyNoKeras(python) : null;
  const able = contenders.filter((contender) => contender !== 'keras' || missing === null);
  const taken = new Map<Contender, TakenTurn[]>(able.map((contender) => [contender, []]));
  const entryOf = await buildProcesses(['train/engine-process']);
  for (let round = 1; round <= rounds; round++) {
    for (const [contender, turns] of taken) {
      process.stderr.write(`round ${round} of ${rounds}: ${contender}\n`);
      turns.push(await takeTurn(contender, settings, cifar, entryOf('engine-process')));
    }
  }
  const measured = [...taken].map(([contender, turns]): [Contender, Turns] => [
    contender,
    { kind: 'measured', versions: turns[0]?.versions ?? {}, turns: turns.map(({ turn }) => turn) },
  ]);
  return new Map<Contender, Turns>([
    ...measured,
    ...(missing === null ? [] : [['keras', { kind: 'skipped', reason: missing }] as const]),
  ]);
}
