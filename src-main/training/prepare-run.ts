import { deriveSeed } from '#shared/basics/random';
import { trainingCount } from '#shared/datasets/datasets';
import { sampledImages } from '#shared/datasets/sample';
import type { Compute } from '#shared/devices/devices';
import { planNetwork } from '#shared/networks/index';
import { parameterCount, type NetworkPlan } from '#shared/networks/plan';

import type { ImageSet } from '../datasets/dataset';
import type { loadDataset } from '../datasets/load';
import type { DeviceEngine, DeviceNetwork } from '../engine/engine';
import { statisticsFor } from '../engine/pixel-scaling';
import { divideTraining, subsetOf, type Division } from './division';
import type { Subject } from './examine';
import { provedNetwork } from './kernel-proof';
import { describeMachine } from './machine';
import { refuseOtherImages } from './other-images';
import type { RunContext } from './run-context';
import { startingPoint } from './starting-point';

/** Where a job gets what it works with. */
export interface JobSources {
  /** Called once the first progress has been told, because loading the library takes seconds. */
  readonly openEngine: (compute: Compute, plan: NetworkPlan) => DeviceEngine | Promise<DeviceEngine>;
  readonly loadDataset: typeof loadDataset;
}

type Dataset = Awaited<ReturnType<typeof loadDataset>>;

/** What is there once everything is loaded. */
export interface Loaded extends Division {
  readonly plan: NetworkPlan;
  readonly engine: DeviceEngine;
  readonly dataset: Dataset;
  readonly start: Awaited<ReturnType<typeof startingPoint>>;
}

/** Loads the library, the weights to start from and the images, and reports what they are. */
export async function loadRun(
  { job, report, tellPhase }: RunContext,
  { openEngine, loadDataset: load }: JobSources,
): Promise<Loaded> {
  const { spec, seed, compute } = job;
  tellPhase('starting', 0);
  const plan = planNetwork(spec.network, job.datasetFacts);
  const engine = await openEngine(compute, plan);
  tellPhase('loading', 0);
  const start = await startingPoint(plan, spec, seed, job.startingWeightsFile);
  const dataset = await load(spec.dataset, job.datasetFolder, job.datasetFiles);
  refuseOtherImages(job.datasetFacts, dataset.facts);
  const { labels } = dataset.train;
  const used = sampledImages(labels, trainingCount(dataset.facts, spec.fraction), spec.sample, seed);
  const { trained, heldOut } = divideTraining(labels, used, spec.validation, seed);
  report({
    kind: 'loaded',
    facts: {
      parameterCount: parameterCount(plan),
      trainCount: trained.length,
      testCount: dataset.test.count,
      datasetChecksum: dataset.checksum,
      machine: describeMachine(engine, compute, job.code),
      ...(heldOut === null ? {} : { heldOutCount: heldOut.length }),
      ...(start.origin === null ? {} : { startingWeights: start.origin }),
    },
  });
  return { plan, engine, dataset, start, trained, heldOut };
}

/** The network, and what it is watched and tested with. */
export interface PreparedNetwork {
  readonly network: DeviceNetwork;
  readonly subject: Omit<Subject, 'threshold'>;
  /** Watched after each epoch: what was held out, or the test set. */
  readonly validationSet: ImageSet;
  readonly pixels: ReturnType<typeof statisticsFor>;
}

export async function prepareNetwork(
  { job: { spec, seed }, now, isStopped }: RunContext,
  { plan, engine, dataset, trained, heldOut }: Loaded,
): Promise<PreparedNetwork> {
  const pixels = statisticsFor(plan.scaling, dataset.train, trained);
  const compile = async (of: NetworkPlan): Promise<DeviceNetwork> =>
    engine.compile({
      plan: of,
      training: spec.training,
      train: dataset.train,
      pixels,
      seed: deriveSeed(seed, 'dropout'),
    });
  const network = provedNetwork({ network: await compile(plan), seed, now });
  return {
    network,
    subject: {
      plan,
      network,
      compile,
      set: dataset.test,
      classCount: dataset.facts.classNames.length,
      seed: deriveSeed(seed, 'test pairs'),
      stopped: isStopped,
    },
    validationSet: heldOut === null ? dataset.test : subsetOf(dataset.train, heldOut),
    pixels,
  };
}
