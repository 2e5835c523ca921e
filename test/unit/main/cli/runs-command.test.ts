import { expect, it } from 'vitest';

import { queryOf, runsCommand } from '#main/cli/runs-command';
import type { Lab } from '#main/lab/lab';

it('sorts by any metric, from the best of it', () => {
  expect(queryOf({ sort: 'accuracy' }).sort).toEqual({ by: 'accuracy', descending: true });
  expect(queryOf({ sort: 'balanced-accuracy' }).sort).toEqual({ by: 'figure:balanced-accuracy', descending: true });
  expect(queryOf({ sort: 'equal-error-rate' }).sort).toEqual({ by: 'figure:equal-error-rate', descending: false });
  expect(queryOf({ sort: 'loss:desc' }).sort).toEqual({ by: 'figure:loss', descending: true });
});

it('takes bounds of figures', () => {
  expect(queryOf({ figure: ['accuracy>=0.5', 'loss<=1e-2'] }).where).toEqual([
    { column: 'figure:accuracy', is: '>=', value: 0.5 },
    { column: 'figure:loss', is: '<=', value: 0.01 },
  ]);
});

it.each([
  ['training.learningRate<0.01', 'field:training.learningRate', '<', 0.01],
  ['learningRate >= 1e-3', 'field:training.learningRate', '>=', 0.001],
  ['optimiser=sgd', 'field:training.optimiser', '=', 'sgd'],
  ['rotations~2, 3', 'field:pairing.rotations', '~', '2, 3'],
  ['accuracy>=0.9', 'figure:accuracy', '>=', 0.9],
  ['of-an-extension!=1', 'figure:of-an-extension', '!=', 1],
  ['epochs>10', 'field:training.epochs', '>', 10],
  ['duration>60000', 'duration', '>', 60_000],
  ['network.of.a.newer.lab=x', 'field:network.of.a.newer.lab', '=', 'x'],
])('takes the condition %j', (typed, column, is, value) => {
  expect(queryOf({ where: [typed] }, () => ['of-an-extension']).where).toEqual([{ column, is, value }]);
});

it.each([
  ['optimiser', 'expected a setting, a figure or a number of the run'],
  ['learningRate<small', 'expected a number behind <'],
  ['learningrat<1', 'expected one of dataset, fraction,'],
])('refuses the condition %j', (typed, expected) => {
  expect(() => queryOf({ where: [typed] })).toThrow(expected);
});

it('sorts by any setting, by its name or its path', () => {
  expect(queryOf({ sort: 'learningRate' }).sort).toEqual({ by: 'field:training.learningRate', descending: false });
  expect(queryOf({ sort: 'training.batchSize:desc' }).sort).toEqual({
    by: 'field:training.batchSize',
    descending: true,
  });
  expect(queryOf({ sort: 'network.kind' }).sort).toEqual({ by: 'network', descending: false });
});

it.each(['accuracy', 'accuracy>0.5', 'accuracy>=', 'accuracy>=1..2', '>=1'])('refuses the bound %j', (figure) => {
  expect(() => queryOf({ figure: [figure] })).toThrow(`--figure: Received "${figure}"; expected a metric and a bound`);
});

it('refuses a metric that neither the lab knows nor a run has', () => {
  const choices = { datasets: [], networks: [], rows: [], figures: ['of-an-extension'] };
  const page = () => ({ runs: [], total: 0 });
  const lab = { runList: { choices: () => choices, page } } as unknown as Lab;
  expect(() => runsCommand(lab, { sort: 'acuracy' }, { json: true })).toThrow(
    /^--sort: Received "acuracy"; expected one of .*macro-f1.*of-an-extension/u,
  );
  expect(() => runsCommand(lab, { figure: ['acuracy>=1'] }, { json: true })).toThrow('--figure: Received "acuracy"');
  expect(runsCommand(lab, { sort: 'of-an-extension' }, { json: true })).toBe(0);
});
