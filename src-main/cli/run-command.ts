import { once } from 'node:events';

import { SingleBar } from 'cli-progress';

import { LabError } from '#shared/errors';
import type { ExperimentSpec } from '#shared/experiment';
import { isEnded, type Run, type RunProgress } from '#shared/run';
import { startingWeightsOf } from '#shared/weights';

import type { Lab } from '../lab/lab';
import { describeProgram } from '../lab/programs';
import { specFromArguments, type RunArguments } from './arguments';
import { runJson, runText } from './output';
import { pathArgument } from './path-argument';
import { printJson, printLine } from './standard-output';

/** Queues the runs, shows how they come along, prints their metrics. Gives the exit status: 0 when all finished. */
export async function runCommand(lab: Lab, typed: RunArguments, { json }: { readonly json: boolean }): Promise<number> {
  const spec = specFromArguments(typed);
  if (typed.row !== undefined && spec.row === null) {
    process.stderr.write(`More than seeds and epochs differs from row ${typed.row}: this run will not stand for it.\n`);
  }
  if (typed.weights !== undefined) await keepWeights(lab, spec, typed.weights);
  const { runIds } = await lab.launch(spec);
  return followAll(lab, runIds, { json });
}

/** `retry RUN`: queues its seed once more, and waits for the end as `run` does. */
export async function retryCommand(lab: Lab, id: number, { json }: { readonly json: boolean }): Promise<number> {
  const { runIds } = await lab.retry(id);
  process.stderr.write(`Run ${id} is tried again as run ${runIds.join(', ')}.\n`);
  return followAll(lab, runIds, { json });
}

/** `resume RUN`: goes on from its last checkpoint, and waits for the end as `run` does. */
export async function resumeCommand(lab: Lab, id: number, { json }: { readonly json: boolean }): Promise<number> {
  const { runIds } = await lab.resume(id);
  return followAll(lab, runIds, { json });
}

/** Waits for the end of all, and prints them. Gives the exit status: 0 when all finished. */
export async function followAll(
  lab: Lab,
  runIds: readonly number[],
  { json }: { readonly json: boolean },
): Promise<number> {
  const { isPaused, running, trainedBy } = lab.queue();
  if (running !== null && trainedBy !== null) {
    process.stderr.write(`Run ${running.id} is trained by ${describeProgram(trainedBy)}: this waits for its end.\n`);
  }
  if (isPaused) {
    process.stderr.write(
      'The queue is paused, so nothing starts. Resume it in the window, or with: npm run lab -- queue resume\n',
    );
  }
  const stopListening = cancelOnInterrupt(lab, runIds);
  const runs: Run[] = [];
  try {
    for (const id of runIds) runs.push(await follow(lab, id, !json && process.stderr.isTTY));
  } finally {
    stopListening();
  }
  if (json) {
    const results = runs.map((run) => runJson(run, lab.series(run.id)));
    const [only, ...others] = results;
    printJson(only !== undefined && others.length === 0 ? only : { runs: results });
  } else {
    for (const run of runs) printLine(runText(run));
  }
  return runs.every(({ status }) => status === 'finished') ? 0 : 1;
}

/** The run may be taken up by another program later: its weights have to lie where that one finds them. */
async function keepWeights(lab: Lab, { network }: ExperimentSpec, file: string): Promise<void> {
  const name = startingWeightsOf(network);
  if (name === null) {
    throw new LabError(
      'invalid-spec',
      `--weights: Received ${file} for ${network.kind} from random weights; expected a design that starts from ` +
        'others. Add --network vgg19 --transfer imagenet, or leave --weights out.',
    );
  }
  await lab.weights.importFrom(name, pathArgument(file, '--weights'));
}

/** Waits for the end of a run, with a progress bar where somebody watches. */
async function follow(lab: Lab, id: number, showBar: boolean): Promise<Run> {
  const bar = showBar ? createBar() : undefined;
  const stopBar = lab.events.on('run:progress', ({ id: told, progress }) => {
    if (told === id) updateBar(bar, id, progress);
  });
  const run = await new Promise<Run>((resolve) => {
    const look = (): void => {
      const found = lab.run(id);
      if (!isEnded(found.status)) return;
      stop();
      resolve(found);
    };
    const stop = lab.events.on('runs:changed', look);
    look();
  });
  stopBar();
  bar?.stop();
  return run;
}

function createBar(): SingleBar {
  const bar = new SingleBar({
    format: 'run {run} [{bar}] {percentage} % · {state}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1, 0, { run: '…', state: 'starting' });
  return bar;
}

function updateBar(bar: SingleBar | undefined, run: number, progress: RunProgress): void {
  if (bar === undefined) return;
  const { phase, epoch, epochs, batch, batches, loss, accuracy, imagesPerSecond, secondsLeft } = progress;
  const done = batches === 0 ? 0 : epoch - 1 + batch / batches;
  const state =
    phase === 'training' && loss !== null && accuracy !== null
      ? `epoch ${epoch}/${epochs} · loss ${loss.toFixed(4)} · accuracy ${accuracy.toFixed(4)} · ` +
        `${Math.round(imagesPerSecond)} images/s · ${Math.ceil(secondsLeft ?? 0)} s left`
      : phase;
  bar.setTotal(epochs);
  bar.update(phase === 'evaluating' ? epochs : done, { run, state });
}

/** Ctrl-C ends the runs in good order; pressed again it ends the program. */
function cancelOnInterrupt(lab: Lab, ids: readonly number[]): () => void {
  const interrupted = new AbortController();
  void once(process, 'SIGINT', { signal: interrupted.signal }).then(
    () => {
      process.stderr.write('\nCancelling at the end of the batch; press Ctrl-C again to end at once.\n');
      for (const id of [...ids].reverse()) {
        if (!isEnded(lab.run(id).status)) lab.cancel(id);
      }
    },
    () => undefined,
  );
  return () => interrupted.abort();
}
