import { NUMBER_BOUNDS } from '../basics/bounds';
import { DATASETS, trainingCount, type DatasetFacts, type ImageFacts } from '../datasets/datasets';
import { pairCount, type ExperimentSpec } from '../experiment/experiment';
import { isDecksDesign, presetOf } from '../experiment/presets';
import { isUnderstood, type StoredSpec } from '../experiment/stored-spec';
import { planNetwork } from '../networks/index';
import { trainingWork, type TrainingWork } from '../networks/work';
import type { PublishedRow } from '../reference/published';

/** What a training has cost, or will: what has to be equal before two figures say which of two networks is better. */
export interface Budget {
  readonly epochs: number;
  /** Steps of the optimiser: one a batch, the last and smaller one of each epoch included. */
  readonly updates: number;
  /** What the network was shown in training, counted each time: images, or pairs where it looks at two at a time. */
  readonly examples: number;
  readonly unit: ExampleUnit;
  /** The images in these examples: two in a pair. */
  readonly images: number;
  /** Multiplications, each with its addition, of training alone: forward and backward, see `trainingWork`. */
  readonly multiplyAdds: number;
}

export type ExampleUnit = 'images' | 'pairs';

/** What has to be known of a dataset to count what is trained on it. */
export type BudgetFacts = ImageFacts & Pick<DatasetFacts, 'trainCount'>;

/** An epoch of a design. */
export interface EpochBudget {
  readonly updates: number;
  readonly examples: number;
  readonly unit: ExampleUnit;
}

/**
 * The images that a design learns from: what its fraction leaves of the training set, less those that are held out. Of
 * these the same part of each class is drawn, so that a run may have half an image a class more or less; its facts say.
 */
export function learnedImages(
  { fraction, validation }: Pick<ExperimentSpec, 'fraction' | 'validation'>,
  facts: BudgetFacts,
): number {
  const used = trainingCount(facts, fraction);
  return validation.kind === 'held-out' ? used - Math.round(used * validation.fraction) : used;
}

/** @param images those that are learned from */
export function epochBudget(
  { pairing, training: { batchSize } }: Pick<ExperimentSpec, 'pairing' | 'training'>,
  images: number,
): EpochBudget {
  const examples = pairing === null ? images : pairCount(images, pairing);
  return { examples, updates: Math.ceil(examples / batchSize), unit: pairing === null ? 'images' : 'pairs' };
}

/**
 * The budget of so many whole epochs.
 * @param images those that are learned from
 */
export function budgetAfter(
  spec: ExperimentSpec,
  facts: BudgetFacts,
  { epochs, images }: { readonly epochs: number; readonly images: number },
): Budget {
  const { updates, examples, unit } = epochBudget(spec, images);
  const work = workOf(spec, facts);
  return {
    epochs,
    updates: epochs * updates,
    examples: epochs * examples,
    unit,
    images: epochs * examples * (unit === 'pairs' ? 2 : 1),
    multiplyAdds: epochs * examples * work.example + (epochs > 0 ? images * work.image : 0),
  };
}

/** Of each design that is in use: lists ask for the budgets of thousands of runs of a few designs. */
const knownWork = new WeakMap<ExperimentSpec, { readonly facts: BudgetFacts; readonly work: TrainingWork }>();

function workOf(spec: ExperimentSpec, facts: BudgetFacts): TrainingWork {
  const known = knownWork.get(spec);
  if (known?.facts === facts) return known.work;
  const work = trainingWork(planNetwork(spec.network, facts), facts.trainCount);
  knownWork.set(spec, { facts, work });
  return work;
}

/** Of a design, before it is run; at most, where it may stop early. */
export function budgetOfDesign(spec: ExperimentSpec, facts: BudgetFacts): Budget {
  return budgetAfter(spec, facts, { epochs: spec.training.epochs, images: learnedImages(spec, facts) });
}

/** What a run has to say about its budget. */
export interface BudgetedRun {
  readonly spec: StoredSpec;
  /** Of the dataset that it was made with; those that the lab knows where it is null. */
  readonly datasetFacts: DatasetFacts | null;
  /** Whole epochs. */
  readonly epochsDone: number;
  /** Images that were learned from; null until the training process has said so. */
  readonly trainCount: number | null;
}

/** Of a run so far; null where its design is not understood. */
export function budgetOfRun({ spec, datasetFacts, epochsDone, trainCount }: BudgetedRun): Budget | null {
  if (!isUnderstood(spec)) return null;
  const facts = datasetFacts ?? DATASETS.find(spec.dataset);
  if (facts === undefined) return null;
  return budgetAfter(spec, facts, { epochs: epochsDone, images: trainCount ?? learnedImages(spec, facts) });
}

/** The design behind a row's figures; null where the deck does not say enough of it, or the lab has put another in its place. */
export function designOfRow(row: PublishedRow): ExperimentSpec | null {
  const trained = row.task === 'discrimination' ? (row.evaluates ?? row.id) : row.id;
  return (isDecksDesign(trained) ? presetOf(trained) : undefined) ?? null;
}

/** Of a published row; null where the deck does not say enough. */
export function budgetOfRow(row: PublishedRow): Budget | null {
  const design = designOfRow(row);
  if (design === null) return null;
  const facts = DATASETS.get(design.dataset);
  return budgetAfter(design, facts, { epochs: row.epochs, images: learnedImages(design, facts) });
}

/** What a training can be made as long as. */
export interface WantedBudget {
  readonly of: 'epochs' | 'updates' | 'examples';
  readonly count: number;
}

/**
 * The epochs that come nearest to a budget, at least one. What they amount to is `budgetOfDesign`'s to say: half an epoch
 * more or less may be missing.
 * @throws RangeError where it would be more epochs than a design may have
 */
export function epochsFor(spec: ExperimentSpec, facts: BudgetFacts, { of, count }: WantedBudget): number {
  const epoch = epochBudget(spec, learnedImages(spec, facts));
  const each = of === 'epochs' ? 1 : epoch[of];
  const epochs = Math.max(1, Math.round(count / each));
  const { most } = NUMBER_BOUNDS.epochs;
  if (epochs <= most) return epochs;
  throw new RangeError(
    `Received ${count} ${of}, which would be ${epochs} epochs of ${each}; expected ${most} epochs at most, so ${most * each} ${of}.`,
  );
}

/**
 * A design that is trained for a budget. It does not stand for its row any more, whose epochs are a part of it.
 * @throws RangeError as `epochsFor` does
 */
export function trainedFor(spec: ExperimentSpec, facts: BudgetFacts, wanted: WantedBudget): ExperimentSpec {
  return { ...spec, row: null, training: { ...spec.training, epochs: epochsFor(spec, facts, wanted) } };
}
