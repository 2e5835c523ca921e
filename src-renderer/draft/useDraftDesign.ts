import { computed, type ComputedRef } from 'vue';

import { DATASETS, trainingCount, type DatasetFacts } from '#shared/datasets/datasets';
import type { LabFailure } from '#shared/errors/errors';
import { computeProblems } from '#shared/experiment/compute-problems';
import { workloadOf, type Workload } from '#shared/experiment/estimate';
import { parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import type { DesignReader } from '#shared/experiment/fields/index';
import { planNetwork } from '#shared/networks/index';
import type { NetworkPlan } from '#shared/networks/plan';
import { budgetOfDesign, type Budget } from '#shared/runs/budget';
import { useDevicesStore } from '../bridge/useDevicesStore';
import { typedNumber } from '../ui/typed-number';
import { budgeted, type BudgetProblem } from './budget-text';
import { draftOf, draftReader, isSameDesign, networkOf } from './draft';
import { problemsByField } from './draft-problems';
import type { DraftText } from './draft-text';
import type { UsedBench } from './useBench';

/** The network laid out for the images; or why it cannot be. *unfinished*: a number of it is none yet. */
export type PlanResult =
  | { readonly kind: 'plan'; readonly plan: NetworkPlan }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'impossible'; readonly failure: LabFailure };

/** What the text on the bench says as a design, and what that comes to. */
export interface DraftDesign {
  /** The text as a design: what is not there does not belong to this one. */
  readonly design: ComputedRef<DesignReader>;
  /** It stands for the row that it was started from for as long as nothing but its seeds and what computes it is another. */
  readonly spec: ComputedRef<ExperimentSpec | null>;
  /** Of the design, and of what computes it here: a valid design may be one for another machine. */
  readonly problems: ComputedRef<ReturnType<typeof problemsByField>>;
  /** What is wrong with the updates or examples that were typed; among the problems it stands for the epochs. */
  readonly budgetProblem: ComputedRef<BudgetProblem | null>;
  /** What a run is trained for; null while a number is missing. */
  readonly trainedFor: ComputedRef<Budget | null>;
  readonly facts: ComputedRef<DatasetFacts | null>;
  readonly laidOut: ComputedRef<PlanResult>;
  /** Training images that the fraction stands for; null while it is not one. */
  readonly imageCount: ComputedRef<number | null>;
  /** What a run goes through; null while a number is missing. */
  readonly workload: ComputedRef<Workload | null>;
  readonly samples: ComputedRef<number | null>;
}

function planResult(text: DraftText, facts: DatasetFacts | null): PlanResult {
  const network = networkOf(text);
  if (network === null || facts === null) return { kind: 'unfinished' };
  try {
    return { kind: 'plan', plan: planNetwork(network, facts) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'impossible', failure: { code: 'invalid-spec', message: error.message } };
  }
}

/** Reads the text on a bench as a design, anew with each change. */
export function useDraftDesign({ text, origin, budget }: Pick<UsedBench, 'text' | 'origin' | 'budget'>): DraftDesign {
  const devices = useDevicesStore();
  const result = computed(() => {
    // where others count, the field of the epochs is out of sight: whatever waits in it is no problem
    const typed = budget.value.of === 'epochs' ? text.value : { ...text.value, epochs: '1' };
    return parseExperimentSpec(draftOf(typed));
  });
  const trained = computed(() => (result.value.kind === 'invalid' ? null : budgeted(result.value.spec, budget.value)));
  const spec = computed(() => {
    if (trained.value?.kind !== 'spec') return null;
    const typed = trained.value.spec;
    const started = origin.value;
    return started !== null && isSameDesign(typed, started) ? { ...typed, row: started.row } : typed;
  });
  const problems = computed(() =>
    problemsByField([
      ...(result.value.kind === 'invalid' ? result.value.problems : []),
      ...(trained.value?.kind === 'problem' ? [{ field: 'training.epochs', message: trained.value.problem.kind }] : []),
      ...computeProblems(text.value, devices.survey),
    ]),
  );
  const facts = computed(() => DATASETS.find(text.value.dataset) ?? null);
  const workload = computed(() => (spec.value === null ? null : workloadOf(spec.value)));
  return {
    design: computed(() => draftReader(text.value)),
    spec,
    problems,
    budgetProblem: computed(() => (trained.value?.kind === 'problem' ? trained.value.problem : null)),
    trainedFor: computed(() =>
      spec.value === null || facts.value === null ? null : budgetOfDesign(spec.value, facts.value),
    ),
    facts,
    laidOut: computed(() => planResult(text.value, facts.value)),
    imageCount: computed(() =>
      problems.value.has('fraction') || facts.value === null
        ? null
        : trainingCount(facts.value, typedNumber(text.value.fraction)),
    ),
    workload,
    samples: computed(() => workload.value?.trained ?? null),
  };
}
