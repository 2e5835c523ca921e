import { expect, it } from 'vitest';

import type { PlaygroundAnswer } from '#shared/contract/inspection';
import { verdictOf } from '../../../../../src-renderer/features/playground/verdict';

const silent: PlaygroundAnswer = {
  classes: null,
  together: null,
  same: null,
  distance: 0,
  typical: { same: 1, different: 2, pairs: 100 },
};

it('tells same from different by the network’s own answer, and by the classes where it gives none', () => {
  const classes = { first: Float32Array.of(0.9, 0.1), second: Float32Array.of(0.2, 0.8) };
  expect(verdictOf({ ...silent, classes })).toEqual({ by: 'classes', isSame: false, first: 0, second: 1 });
  expect(verdictOf({ ...silent, classes: { ...classes, second: classes.first } })).toMatchObject({ isSame: true });
  expect(verdictOf({ ...silent, classes, same: 0.5 })).toEqual({ by: 'own', isSame: true, probability: 0.5 });
  expect(verdictOf({ ...silent, same: 0.49 })).toMatchObject({ isSame: false });
  expect(verdictOf(silent)).toBeNull();
});
