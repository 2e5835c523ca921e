import type { AnswerRun } from '#shared/answers/answer-run';
import { evaluationThatCounts } from '#shared/comparison/compared';
import { flatten } from '#shared/comparison/fields';
import { FIGURE_NAMES, figureOf, type FigureName } from '#shared/comparison/figures';
import { presetOf } from '#shared/experiment/presets';
import { isUnderstood, storedValue, type StoredSpec } from '#shared/experiment/stored-spec';
import { budgetOfRun } from '#shared/runs/budget';
import type { Run } from '#shared/runs/run';

/** A finished run as an answer needs it; null of a run without figures. */
export function answerRunOf(run: Run): AnswerRun | null {
  const evaluation = evaluationThatCounts(run);
  if (run.status !== 'finished' || evaluation === null) return null;
  const compared = { kind: 'run', run } as const;
  const budget = budgetOfRun(run);
  const names = new Set<FigureName>([...FIGURE_NAMES, ...Object.keys(evaluation.figures)]);
  const figures = [...names].flatMap((name) => {
    const figure = figureOf(compared, name);
    return figure === null ? [] : [[name, figure.aggregate.mean] as const];
  });
  return {
    runId: run.id,
    experimentId: run.experimentId,
    seed: run.seed,
    isStudy: run.isStudy === true,
    fields: fieldsOf(run.spec),
    trainCount: run.facts?.trainCount ?? null,
    budget: budget === null ? null : { updates: budget.updates, examples: budget.examples },
    figures: Object.fromEntries(figures),
    test: {
      checksum: run.facts?.datasetChecksum ?? null,
      count: run.facts?.testCount ?? null,
      protocol: evaluation.protocol,
    },
  };
}

/** The design by its paths. It stands for a row only where it was trained as long as the row says: a control is none. */
function fieldsOf(spec: StoredSpec): AnswerRun['fields'] {
  const stored = storedValue(spec);
  const design = typeof stored === 'object' && stored !== null ? stored : {};
  const fields = Object.fromEntries(flatten({ ...design, seeds: undefined, compute: undefined }));
  return { ...fields, row: isUnderstood(spec) ? rowOf(spec) : null };
}

function rowOf({ row, training }: Extract<StoredSpec, { readonly row: unknown }>): string | null {
  return row !== null && presetOf(row)?.training.epochs === training.epochs ? row : null;
}
