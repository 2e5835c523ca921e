import { parseKey } from '#shared/comparison/selection';
import { LabError } from '#shared/errors/errors';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import { requireSpec } from '#shared/experiment/stored-spec';

import type { Lab } from '../lab/lab';
import type { RunArguments } from './arguments';

/**
 * The design that `--like` names: of a run with its seed, or of an experiment with its seeds. Undefined where it was not typed.
 * @throws LabError `invalid-spec`, `unknown-run`, `design-not-understood`
 */
export function designLike(
  lab: Pick<Lab, 'run' | 'runsOfExperiment'>,
  { like, row, design }: Pick<RunArguments, 'like' | 'row' | 'design'>,
): ExperimentSpec | undefined {
  if (like === undefined) return undefined;
  if (row !== undefined || design !== undefined) {
    const other = row === undefined ? '--design' : '--row';
    throw new LabError('invalid-spec', `Received --like and ${other}; expected one of the two. Leave the other out.`);
  }
  const key = parseKey(like);
  if (key === null || key.kind === 'row') {
    throw new LabError(
      'invalid-spec',
      `--like: Received "${like}"; expected a run or an experiment of this lab, such as 12 or experiment-3.`,
    );
  }
  if (key.kind === 'run') {
    const run = lab.run(key.id);
    return { ...requireSpec(run, 'repeated'), seeds: [run.seed] };
  }
  const [run] = lab.runsOfExperiment(key.id);
  if (run !== undefined) return requireSpec(run, 'repeated');
  throw new LabError('unknown-run', `--like: Received ${like}; there is no such experiment.`);
}
