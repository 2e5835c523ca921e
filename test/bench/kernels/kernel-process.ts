/** Entry of a process that asks its kernels for the gradients of one batch, again and again. Its last line says how it went. */
import { DATASETS } from '#shared/datasets/datasets';
import { planNetwork } from '#shared/networks/index';

import { PROCESSOR } from '#main/devices/processor-compute';
import type { TrainingBatch } from '#main/engine/engine';
import { createGraphEngine } from '#main/engine/graph/graph-engine';
import { threadsOfKernel } from '#main/engine/graph/lanes';
import { initialWeights } from '#main/engine/initial-weights';
import { threadsOf } from '#main/engine/open-engine';
import { loadTensorflow } from '#main/engine/tensorflow';
import { unsoundWeights } from '#main/training/kernel-proof';
import { createRandom } from '#shared/basics/random';
import { benchmarkSpec, SEED } from '../train/workload';
import { ROUNDS, type KernelTrial, type KernelVerdict } from './trial';

const verdict = await tryKernels(JSON.parse(process.argv[2] ?? '') as KernelTrial);
process.stdout.write(`${JSON.stringify(verdict)}\n`);
// what else libtensorflow would do is of no interest
process.exit(0);

async function tryKernels({ network: kind, batch, usesAloneFirst }: KernelTrial): Promise<KernelVerdict> {
  const spec = benchmarkSpec(kind, batch);
  const plan = planNetwork(spec.network, DATASETS.get(spec.dataset));
  const cores = threadsOf(PROCESSOR) ?? 1;
  const engine = createGraphEngine(loadTensorflow(threadsOfKernel(plan, cores)), { cores, usesAloneFirst });
  const random = createRandom(SEED);
  const train = {
    images: Uint8Array.from({ length: batch * 32 * 32 * 3 }, () => random.integer(256)),
    labels: Uint8Array.from({ length: batch }, () => random.integer(10)),
    count: batch,
  };
  const network = await engine.compile({ plan, training: spec.training, train, seed: SEED });
  const { kernelFingerprints } = network;
  if (kernelFingerprints === undefined) throw new Error('This engine has no fingerprints of its kernels.');
  network.importWeights(initialWeights(plan, SEED));
  const first = Uint32Array.from({ length: batch }, (_, image) => image);
  const examples: TrainingBatch = {
    first,
    ...(plan.inputs.length > 1
      ? { second: first.toReversed(), same: Uint8Array.from(first, (image) => image % 2) }
      : {}),
  };
  const begun = performance.now();
  const rounds = Array.from({ length: ROUNDS }, () => kernelFingerprints(examples));
  return { unsound: unsoundWeights(rounds), milliseconds: performance.now() - begun };
}
