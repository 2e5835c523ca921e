import { expect, it } from 'vitest';

import { keyText } from '#shared/comparison/selection';
import type { RunLine } from '#shared/runs/run-list';
import { useRunSelectionStore } from '../../../../src-renderer/bridge/useRunSelectionStore';
import { useRunsStore } from '../../../../src-renderer/bridge/useRunsStore';
import { createFakeLab, no, ok, openLab } from '../fake-lab';
import { aSummary } from '../specimens';

const NO_FIGURES = { accuracy: null, macroF1: null, epochs: null, duration: null, imagesPerSecond: null };

/** An experiment of five runs: 10 to 14, 20 to 24 … */
function groupLine(experimentId: number): RunLine {
  const runIds = [0, 1, 2, 3, 4].map((seed) => experimentId * 10 + seed);
  const first = aSummary({ id: experimentId * 10, experimentId });
  return {
    kind: 'group',
    group: { experimentId, runIds, first, finishedCount: 5, figures: NO_FIGURES, metrics: {} },
    isExpanded: false,
  };
}

async function grouped(lines: readonly RunLine[]) {
  openLab(
    createFakeLab({
      'run:groups': () => ok({ lines, total: lines.length, runCount: lines.length * 5 }),
      'run:list': () => ok({ runs: [], total: 0 }),
      'run:choices': () => no('internal'),
    }),
  );
  const runs = useRunsStore();
  await runs.look({ isGrouped: true });
  // the view is remembered from the test before
  await runs.load();
  return { runs, selection: useRunSelectionStore() };
}

it('experiments that are ticked as such are compared as such, whatever the number of their runs', async () => {
  const { selection } = await grouped(Array.from({ length: 9 }, (_, place) => groupLine(place + 1)));
  selection.toggle(0);
  selection.toggle(1);
  expect(selection.compared.map(keyText)).toEqual(['experiment-1', 'experiment-2']);
  for (const place of [2, 3, 4, 5, 6, 7]) selection.toggle(place);
  expect(selection.compared).toHaveLength(8);
  selection.toggle(0);
  expect(selection.compared.map(keyText)).not.toContain('experiment-1');
});

it('a single run beside an experiment is compared as a run, and without groups all are runs', async () => {
  const run: RunLine = { kind: 'run', run: aSummary({ id: 77, experimentId: 7 }), isInGroup: true };
  const { runs, selection } = await grouped([groupLine(1), run]);
  selection.toggle(0);
  selection.toggle(1);
  expect(selection.compared.map(keyText)).toEqual(['experiment-1', '77']);
  await runs.look({ isGrouped: false });
  expect(selection.compared.map(keyText)).toEqual(['10', '11', '12', '13', '14', '77']);
});
