import { expect, it } from 'vitest';

import type { Evaluation } from '#shared/runs/run';
import {
  classEvaluation,
  halfEvaluations,
  honestEvaluation,
  leakingEvaluations,
  otherEvaluations,
  ownOutputEvaluations,
} from '../../../../src-renderer/one-run/evaluations';
import { anEvaluation, anOwnOutput } from '../specimens';

const leaking: Evaluation = { ...anEvaluation([[1]]), protocol: 'class-matched' };
const honest: Evaluation = { ...anEvaluation([[1]]), protocol: 'duplicates' };
const half: Evaluation = { ...anEvaluation([[1]]), protocol: 'tower-a' };
const told = anOwnOutput();

it('takes the first honest evaluation for the result, wherever it stands', () => {
  expect([honestEvaluation([leaking, honest]), leakingEvaluations([leaking, honest])]).toEqual([honest, [leaking]]);
  expect(honestEvaluation([told, honest])).toBe(told);
});

it('never takes one that leaks the label in its place', () => {
  expect(honestEvaluation([leaking])).toBeNull();
});

it('leaves what it cannot show otherwise to be listed by its figures', () => {
  const counted: Evaluation = { task: 'other', protocol: 'single', counts: { kind: 'hits' }, figures: { hits: 1 } };
  const unknown: Evaluation = { ...anEvaluation([[1]]), protocol: 'of-an-extension' };
  expect(otherEvaluations([counted, unknown, honest, leaking, told])).toEqual([counted, unknown]);
  expect([honestEvaluation([counted, unknown]), leakingEvaluations([counted, unknown])]).toEqual([null, []]);
});

it('tells the whole network’s classes from its halves and from what it says of pairs', () => {
  const all = [told, leaking, half, honest];
  expect(classEvaluation(all)).toBe(honest);
  expect(classEvaluation([told, half, leaking])).toBeNull();
  expect([halfEvaluations(all), ownOutputEvaluations(all)]).toEqual([[half], [told]]);
});
