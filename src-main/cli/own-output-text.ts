import type { UsedThreshold } from '#shared/metrics/own-output';
import type { DiscriminationEvaluation } from '#shared/runs/run';

import { figure, table } from './table';

/** What a network's own output is worth, for people: what a floor cannot reach first, and the accuracy beside its floor. */
export function ownOutputText({ metrics, loss, threshold }: DiscriminationEvaluation): string {
  const { mean, perSet } = metrics;
  const { areaUnderRoc = null, averagePrecision = null, equalErrorRate = null } = mean.ranking ?? {};
  const sets = perSet.length === 1 ? '' : `, means of ${perSet.length} sets`;
  return [
    `F1 of same ${figure(mean.f1)}   balanced accuracy ${figure(mean.balancedAccuracy)}   ROC-AUC ${figure(areaUnderRoc)}` +
      `   PR-AUC ${figure(averagePrecision)}   equal error rate ${figure(equalErrorRate)}   (${metrics.count} pairs${sets})`,
    `accuracy ${figure(mean.accuracy)}, where always answering "different" gives ${figure(mean.floorAccuracy)}   loss ${figure(loss)}`,
    thresholdText(threshold),
    '',
    table(
      ['rotation', 'F1 of same', 'balanced', 'ROC-AUC', 'PR-AUC', 'EER', 'accuracy', 'floor', 'confusion'],
      perSet.map(({ rotation, metrics: at, ranking }) => [
        rotation === null ? 'random' : String(rotation),
        figure(at.f1),
        figure(at.balancedAccuracy),
        figure(ranking?.areaUnderRoc ?? null),
        figure(ranking?.averagePrecision ?? null),
        figure(ranking?.equalErrorRate ?? null),
        figure(at.accuracy),
        figure(at.floorAccuracy),
        `[${at.confusion.map((row) => `[${row.join(', ')}]`).join(', ')}]`,
      ]),
    ),
    'confusion: rows are the truth, columns the answer, both different before same',
  ].join('\n');
}

function thresholdText(threshold: UsedThreshold): string {
  if (threshold.kind === 'fixed') return `threshold ${threshold.value}: nothing was held out to choose it on`;
  const goal = threshold.goal === 'f1' ? 'F1 of same' : 'balanced accuracy';
  return `threshold ${figure(threshold.value)}: the best ${goal} on ${threshold.pairs} pairs of held-out training images`;
}
