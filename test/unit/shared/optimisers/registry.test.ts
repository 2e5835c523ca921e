import { expect, it } from 'vitest';

import { trainingSpecSchema } from '#shared/experiment/training-spec';
import { OPTIMISERS } from '#shared/optimisers/registry';

it('knows every optimiser that a design can name, by default Adam', () => {
  const kinds = OPTIMISERS.kinds();
  expect(kinds.map((optimiser) => trainingSpecSchema.safeParse({ optimiser }).success)).toEqual([true, true]);
  expect(kinds).toContain(trainingSpecSchema.parse({}).optimiser);
});

it('says what each takes of a training, and what it remembers', () => {
  expect(OPTIMISERS.all().map(({ kind, hyperparameters, slots }) => [kind, hyperparameters, slots])).toEqual([
    ['adam', ['learningRate'], ['mean', 'square']],
    ['sgd', ['learningRate', 'momentum'], ['velocity']],
  ]);
});
