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
  expect(queryOf({ figure: ['accuracy>=0.5', 'loss<=1e-2'] }).figures).toEqual([
    { name: 'accuracy', min: 0.5 },
    { name: 'loss', max: 0.01 },
  ]);
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
