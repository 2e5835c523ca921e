import { expect, it } from 'vitest';

import type { ExperimentDraft } from '#shared/experiment/experiment';
import { chosenOnTest, curvesNote } from '../../../../src-renderer/one-run/watched';
import { aSpec } from '../specimens';

const stopped = { earlyStopping: { patience: 3, monitor: 'validation-loss' } } as const;
const kept = { keep: 'best-validation' } as const;

it.each<[Partial<ExperimentDraft>, ReturnType<typeof chosenOnTest>, ReturnType<typeof curvesNote>]>([
  [{}, null, 'curves.noteOf.test'],
  [{ training: stopped }, 'chosen.stopped', 'curves.noteOf.chosen'],
  [{ training: kept }, 'chosen.kept', 'curves.noteOf.chosen'],
  [{ training: { ...stopped, ...kept } }, 'chosen.both', 'curves.noteOf.chosen'],
  [{ training: { earlyStopping: { patience: 3 }, ...kept } }, 'chosen.kept', 'curves.noteOf.chosen'],
  [{ training: { ...stopped, ...kept }, validation: { kind: 'held-out' } }, null, 'curves.noteOf.validation'],
])('of %j the test set has chosen %s', (draft, chosen, note) => {
  const spec = aSpec(draft);
  expect([chosenOnTest(spec), curvesNote(spec)]).toEqual([chosen, note]);
});
