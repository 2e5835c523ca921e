import { selectionSchema, type AnswerSelection } from '#shared/answers/sweep';
import {
  FIGURE_NAMES,
  figuresOfMetric,
  isOwnFigure,
  type FigureName,
  type OwnFigureName,
} from '#shared/comparison/figures';
import type { AnswerRun } from '#shared/answers/answer-run';
import { LabError } from '#shared/errors/errors';
import { METRICS } from '#shared/metrics/metrics';

import { rowOf } from './arguments';
import { listOf } from './design-arguments';

/** Which runs `lab answer` and `lab report` are about, as it was typed. */
export interface SelectionArguments {
  readonly sweep?: number;
  /** Such as "3,4,experiment-5". */
  readonly experiments?: string;
  readonly rows?: string;
}

/** The selection that was typed; null where none was. @throws LabError `invalid-request`, `invalid-spec` */
export function answerSelection({ sweep, experiments, rows }: SelectionArguments): AnswerSelection | null {
  const typed = [sweep, experiments, rows].filter((each) => each !== undefined);
  if (typed.length === 0) return null;
  if (typed.length > 1) {
    throw new LabError('invalid-request', 'Received more than one of --sweep, --experiments and --rows; expected one.');
  }
  const parsed = selectionSchema.safeParse(selectionOf({ sweep, experiments, rows }));
  if (parsed.success) return parsed.data;
  throw new LabError(
    'invalid-request',
    `Received ${sweep ?? experiments ?? rows}; expected --sweep 2, --experiments 3,4 or --rows C1,C4.`,
  );
}

function selectionOf({ sweep, experiments, rows }: { readonly [Name in keyof SelectionArguments]: unknown }): unknown {
  if (sweep !== undefined) return { kind: 'sweep', id: sweep };
  if (typeof experiments === 'string') {
    return {
      kind: 'experiments',
      ids: (listOf(experiments) ?? []).map((each) => Number(each.replace(/^experiment-/, ''))),
    };
  }
  return {
    kind: 'rows',
    rows: typeof rows === 'string' ? (listOf(rows) ?? []).map((row) => rowOf(row, '--rows')) : [],
  };
}

/**
 * The figures that a name may mean: a metric by the name that `runs` lists and sorts it by, which is also that of pairs; or a
 * figure of the comparison, as the window's addresses have it.
 * @throws LabError `invalid-request`
 */
export function figuresNamed(name: string, runs: readonly Pick<AnswerRun, 'figures'>[]): readonly FigureName[] {
  if (METRICS.find(name) !== undefined) return figuresOfMetric(name);
  if (isOwnFigure(name) || runs.some(({ figures }) => figures[name] !== undefined)) return [name];
  throw new LabError(
    'invalid-request',
    `--figure: Received "${name}"; expected a metric: ${METRICS.kinds().join(', ')}.`,
  );
}

/** The figure of the comparison that was typed. @throws LabError `invalid-request` */
export function figureArgument(typed: string): OwnFigureName {
  const [figure] = figuresNamed(typed, []).filter(isOwnFigure);
  if (figure !== undefined) return figure;
  throw new LabError('invalid-request', `--figure: Received "${typed}"; expected one of ${FIGURE_NAMES.join(', ')}.`);
}
