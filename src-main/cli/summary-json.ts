import { figureIn } from '#shared/metrics/metrics';
import { statusOf, type RunSummary } from '#shared/runs/run';

/** A run as `--json` prints it: a paused one called so, and the figures that scripts have always read beside all of them. */
export function summaryJson(run: RunSummary): object {
  return {
    ...run,
    status: statusOf(run),
    accuracy: figureIn(run.figures, 'accuracy'),
    macroF1: figureIn(run.figures, 'macro-f1'),
    f1OfSame: figureIn(run.figures, 'f1-of-same'),
  };
}
