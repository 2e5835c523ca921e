import { expect, it } from 'vitest';

import type { Evaluation } from '#shared/run';
import { honestEvaluation, leakingEvaluations } from '../../../../src-renderer/logic/evaluations';
import { anEvaluation } from '../specimens';

const leaking: Evaluation = { ...anEvaluation([[1]]), protocol: 'class-matched' };
const honest: Evaluation = { ...anEvaluation([[1]]), protocol: 'duplicates' };

it('takes the honest evaluation for the result, wherever it stands', () => {
  expect([honestEvaluation([leaking, honest]), leakingEvaluations([leaking, honest])]).toEqual([honest, [leaking]]);
});

it('never takes one that leaks the label in its place', () => {
  expect(honestEvaluation([leaking])).toBeNull();
});
