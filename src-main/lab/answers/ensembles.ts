import type { AnswerRun } from '#shared/answers/answer-run';
import { asAnswerRun, ensemblesOf, ENSEMBLE_SIZES } from '#shared/answers/ensembles';
import type { RunPredictions } from '#shared/datasets/pixels';
import { LabError } from '#shared/errors/errors';
import { storedText } from '#shared/experiment/stored-spec';
import { averageProbabilities } from '#shared/metrics/ensemble';
import { halfOf, isHonest } from '#shared/protocols/protocols';
import type { ClassificationEvaluation } from '#shared/runs/evaluation';
import type { Run } from '#shared/runs/run';

import { classEvaluation, predictionsFrom } from '../../training/evaluate';
import type { RunReading } from '../runs/run-reading';
import { answerRunOf } from './answer-runs';

/** Finished networks whose class probabilities are averaged: evaluated from what each run keeps, without a training. */
export interface Ensembles {
  /** @throws LabError `invalid-request` where they cannot be averaged, `unknown-run`, `artefact-damaged` */
  readonly evaluate: (runIds: readonly number[]) => Promise<ClassificationEvaluation>;
  /** The ensembles of so many that an answer's plain networks make, as runs of that answer. Runs that keep no predictions are in none. */
  readonly among: (runs: readonly AnswerRun[], size: number) => Promise<readonly AnswerRun[]>;
}

/** A run with what it said of every test image. */
interface Member {
  readonly run: Run;
  readonly predictions: RunPredictions;
}

export function createEnsembles({ run: runOf, predictions }: Pick<RunReading, 'run' | 'predictions'>): Ensembles {
  async function memberOf(id: number): Promise<Member> {
    const run = runOf(id);
    const found = run.status === 'finished' ? await predictions(id) : null;
    if (found !== null) return { run, predictions: found };
    const received = run.status === 'finished' ? 'which keeps no class probabilities' : `which is ${run.status}`;
    throw new LabError(
      'invalid-request',
      `Received run ${id}, ${received}; expected finished runs that tell classes. See which there are with: npm run lab -- runs --status finished`,
    );
  }

  async function evaluate(runIds: readonly number[]): Promise<ClassificationEvaluation> {
    if (runIds.length < ENSEMBLE_SIZES.least || new Set(runIds).size < runIds.length) {
      throw new LabError('invalid-request', `Received runs ${runIds.join(', ')}; expected two or more different ones.`);
    }
    const members: Member[] = [];
    for (const id of runIds) members.push(await memberOf(id));
    return evaluationOfMembers(members);
  }

  return {
    evaluate,
    among: async (runs, size) => {
      const kept = runs.filter(({ runId }) => runOf(runId).artefacts.some(({ kind }) => kind === 'predictions'));
      const found: AnswerRun[] = [];
      for (const members of ensemblesOf(kept, size)) {
        const [first] = members;
        if (first === undefined) continue;
        const evaluation = await evaluate(members.map(({ runId }) => runId));
        const evaluated = answerRunOf({ ...runOf(first.runId), evaluations: [evaluation] });
        if (evaluated !== null) found.push(asAnswerRun(evaluated, members));
      }
      return found;
    },
  };
}

function evaluationOfMembers(members: readonly Member[]): ClassificationEvaluation {
  const [first, ...others] = members;
  if (first === undefined) throw new LabError('internal', 'An ensemble has no members.');
  for (const other of others) refuseUnlike(first, other);
  const { truth, probabilities } = first.predictions;
  const averaged = averageProbabilities(members.map((each) => each.predictions.probabilities));
  const classCount = probabilities.length / truth.length;
  const set = { labels: truth, count: truth.length };
  return classEvaluation(predictionsFrom(averaged, set, classCount), set, classCount, protocolOf(first.run));
}

/** Probabilities of other images, or of other classes, have no mean. */
function refuseUnlike(first: Member, other: Member): void {
  const [one, two] = [first, other].map(({ run, predictions: { truth, probabilities } }) => ({
    dataset: storedText(run.spec, 'dataset'),
    checksum: run.facts?.datasetChecksum ?? 'unknown',
    images: truth.length,
    classes: probabilities.length / truth.length,
    protocol: protocolOf(run),
  }));
  if (one === undefined || two === undefined) return;
  const names = Object.keys(one) as (keyof typeof one)[];
  const unlike = names.find((name) => one[name] !== two[name]);
  const isSameSet = Buffer.compare(first.predictions.truth, other.predictions.truth) === 0;
  if (unlike === undefined && isSameSet) return;
  const [what, received] =
    unlike === undefined ? ['test images', 'others'] : [unlike, `${one[unlike]} and ${two[unlike]}`];
  throw new LabError(
    'invalid-request',
    `Received runs ${first.run.id} and ${other.run.id} whose ${what} differ (${received}); expected runs that were tested on the same images in the same way. Name runs of one dataset.`,
  );
}

/** By what the kept probabilities were asked for: the first honest protocol that asks the whole network. */
function protocolOf({ evaluations }: Run): string {
  const found = evaluations.find(
    ({ task, protocol }) => task === 'classification' && isHonest(protocol) && halfOf(protocol) === null,
  );
  return found?.protocol ?? 'single';
}
