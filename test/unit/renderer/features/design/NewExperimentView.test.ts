import type { DOMWrapper, VueWrapper } from '@vue/test-utils';
import { expect, it } from 'vitest';

import { DATASETS, type DatasetState } from '#shared/datasets/datasets';
import type { UnderstoodSummary } from '#shared/runs/run';
import NewExperimentView from '../../../../../src-renderer/features/design/NewExperimentView.vue';
import { createFakeLab, ok, settled, type FakeLab } from '../../fake-lab';
import { showed } from '../../screen';
import { aSpec, aSummary } from '../../specimens';

function labWith(cifar10: DatasetState, runs: readonly UnderstoodSummary[] = []): FakeLab {
  return createFakeLab({
    'run:list': () => ok({ runs, total: runs.length }),
    'dataset:list': () =>
      ok([
        { facts: DATASETS.get('shapes'), state: { kind: 'built-in' } },
        { facts: DATASETS.get('cifar10'), state: cifar10 },
      ]),
    'experiment:launch': () => ok({ experimentId: 1, runIds: [5] }),
    'experiment:launch-all': ({ specs }) =>
      ok(specs.map((_, place) => ({ experimentId: place + 1, runIds: [10 + place] }))),
    'calibration:find': ({ specs }) => ok(specs.map(() => null)),
  });
}

const field = (label: string): HTMLInputElement => {
  const found = [...document.querySelectorAll('label')].filter((each) => each.textContent === label).at(-1);
  const input = document.getElementById(found?.htmlFor ?? '');
  if (!(input instanceof HTMLInputElement)) throw new Error(`There is no field "${label}".`);
  return input;
};
async function type(label: string, text: string): Promise<void> {
  const input = field(label);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}
const problemAt = (label: string): string => {
  const [id] = field(label).getAttribute('aria-describedby')?.split(' ') ?? [];
  return document.getElementById(id ?? '')?.textContent ?? '';
};

it('says what is wrong at the field as one types, and takes it back', async () => {
  const wrapper = await showed(NewExperimentView, {}, labWith({ kind: 'missing' }));
  await type('Epochs', '0');
  expect(field('Epochs').getAttribute('aria-invalid')).toBe('true');
  expect(problemAt('Epochs')).toContain('Received 0; expected');
  expect(wrapper.get('.obstacle').text()).toBe('1 field needs another look');
  await type('Epochs', '4');
  expect([field('Epochs').getAttribute('aria-invalid'), problemAt('Epochs')]).toEqual(['false', '']);
  wrapper.unmount();
});

it('says what the optimiser holds in a line, of whatever settings it has', async () => {
  const wrapper = await showed(NewExperimentView, {}, labWith({ kind: 'missing' }));
  const summary = (): string =>
    wrapper
      .findAll('summary')
      .map((each) => each.text())
      .find((text) => text.startsWith('Optimiser')) ?? '';
  expect(summary()).toMatch(/Adam · Learning rate 0\.001$/u);
  await wrapper.get('input[value=sgd]').setValue();
  await type('Label smoothing', '0.1');
  expect(summary()).toMatch(/SGD with momentum · Learning rate 0\.001 · Momentum 0\.9 · Label smoothing 0\.1$/u);
  wrapper.unmount();
});

it('shows the network as a diagram, and as the table of its layers', async () => {
  const wrapper = await showed(NewExperimentView, {}, labWith({ kind: 'missing' }));
  expect(wrapper.get('svg[role=img]').attributes('aria-label')).toContain('79,274 parameters');
  await wrapper.get('input[value=layers]').setValue();
  expect(wrapper.get('tfoot').text()).toContain('79,274');
  await wrapper.get('input[value=diagram]').setValue();
  wrapper.unmount();
});

it('launches and goes to the live page of the first run', async () => {
  const lab = labWith({ kind: 'missing' });
  const wrapper = await showed(NewExperimentView, {}, lab);
  await wrapper.get('button.primary').trigger('click');
  await settled();
  expect(lab.asked.map(([name]) => name)).toContain('experiment:launch');
  expect(wrapper.vm.$router.currentRoute.value.fullPath).toBe('/runs/5/live');
  wrapper.unmount();
});

it('does not launch on a dataset that is not installed, and offers to install it', async () => {
  const lab = labWith({ kind: 'missing' });
  const wrapper = await showed(NewExperimentView, {}, lab);
  await wrapper.get('#dataset-cifar10').setValue();
  await wrapper.get('button.primary').trigger('click');
  await settled();
  expect(lab.asked.map(([name]) => name)).not.toContain('experiment:launch');
  expect(wrapper.get('.obstacle').text()).toBe('CIFAR-10 has to be installed first');
  expect(document.activeElement?.textContent).toContain('Download CIFAR-10');
  wrapper.unmount();
});

const card = (wrapper: VueWrapper, text: string): DOMWrapper<Element> => {
  const found = wrapper.findAll('.card').find((each) => each.text().startsWith(text));
  if (found === undefined) throw new Error(`There is no card "${text}".`);
  return found;
};

it('fills the form from a row of the deck, says when it no longer stands for it, and takes it back', async () => {
  const wrapper = await showed(NewExperimentView, {}, labWith({ kind: 'installed', folder: '/data/cifar10' }));
  await type('Epochs', '7');
  await card(wrapper, 'C5').trigger('click');
  expect(wrapper.text()).toContain('Stands for row C5 of the deck');
  expect(card(wrapper, 'C5').attributes('aria-pressed')).toBe('true');
  expect([field('Epochs').value, field('Permutations').value]).toEqual(['300', '2']);
  expect(wrapper.text()).toContain('75,000 training pairs: 25,000 images × (1 + 2)');
  expect(wrapper.get('.network').text()).toContain('158,538');
  await type('Seeds', '1-3');
  expect(wrapper.text()).toContain('Stands for row C5 of the deck');
  await type('Epochs', '12');
  expect(wrapper.text()).toContain('no longer stands for row C5');
  expect(card(wrapper, 'C5').attributes('aria-pressed')).toBe('false');
  const takeBack = wrapper.findAll('.gallery button').find((each) => each.text() === 'Take back');
  await takeBack?.trigger('click');
  expect([field('Epochs').value, field('Seeds').value]).toEqual(['7', '1']);
  wrapper.unmount();
});

it('opens the fields that few change when something is wrong with them', async () => {
  const wrapper = await showed(NewExperimentView, {}, labWith({ kind: 'missing' }));
  const details = (): HTMLDetailsElement | undefined =>
    [...document.querySelectorAll('details')].find((each) => each.textContent.includes('Optimiser'));
  expect(details()?.open).toBe(false);
  await type('Learning rate', '2');
  expect(details()?.open).toBe(true);
  expect(problemAt('Learning rate')).toContain('Received 2; expected a learning rate');
  wrapper.unmount();
});

it('asks which images only where a part of them is used, by the design or by its sweep', async () => {
  const wrapper = await showed(NewExperimentView, {}, labWith({ kind: 'missing' }));
  const asks = (): number =>
    wrapper.findAll('fieldset').filter((each) => each.text().startsWith('Which images')).length;
  expect(asks()).toBe(0);
  await type('Fraction', '0.1');
  expect(asks()).toBe(1);
  expect(wrapper.text()).toContain('The same part of each class, other images for each seed');
  await type('Fraction', '1');
  expect(asks()).toBe(0);
  await wrapper.get('.switch input').setValue(true);
  await type('Fractions', '0.1, 1');
  expect(asks()).toBe(1);
  wrapper.unmount();
});

it('shows what a sweep is before it is launched, and launches all of it', async () => {
  const lab = labWith({ kind: 'missing' });
  const wrapper = await showed(NewExperimentView, {}, lab);
  await wrapper.get('.switch input').setValue(true);
  await type('Seeds', '1-2');
  await type('Fractions', '0.1, 3');
  expect(problemAt('Fractions')).toContain('Received 3; expected a fraction');
  expect(wrapper.get('.obstacle').text()).toBe('1 field needs another look');
  await type('Fractions', '0.1, 0.5');
  for (const name of ['vanilla', 'siamese vanilla']) {
    const box = wrapper.findAll('.switch ~ *, fieldset label').find((each) => each.text() === name);
    await box?.get('input').setValue(true);
  }
  await type('Numbers of permutations', '1, 2');
  expect(wrapper.findAll('.grid-table tbody tr')).toHaveLength(6);
  expect(wrapper.text()).toContain('vanilla, 10%, 2 permutations');
  expect(wrapper.get('#launch-summary').text()).toContain('6 experiments');
  expect(wrapper.get('button.primary').text()).toBe('Launch 12 runs');
  await wrapper.get('button.primary').trigger('click');
  await settled();
  const asked = lab.asked.find(([name]) => name === 'experiment:launch-all')?.[1];
  expect(asked).toMatchObject({ specs: Array.from({ length: 6 }, () => ({ seeds: [1, 2] })) });
  expect(wrapper.vm.$router.currentRoute.value.fullPath).toBe('/runs/10/live');
  wrapper.unmount();
});

it('has a row as it was run and as the deck says, where these differ', async () => {
  const wrapper = await showed(NewExperimentView, {}, labWith({ kind: 'installed', folder: '/data/cifar10' }));
  const button = (text: string): DOMWrapper<Element> | undefined =>
    wrapper.findAll('.gallery button').find((each) => each.text() === text);
  await card(wrapper, 'C1').trigger('click');
  expect(button('C1 as the deck says')).toBeUndefined();
  await card(wrapper, 'C6').trigger('click');
  await button('C6 as the deck says')?.trigger('click');
  expect(field('Permutations').value).toBe('10');
  expect(wrapper.text()).toContain('Row C6 as the deck says it.');
  expect(card(wrapper, 'C6').attributes('aria-pressed')).toBe('false');
  await button('C6 as it was run')?.trigger('click');
  expect([field('Permutations').value, wrapper.text()]).toEqual(['4', expect.stringContaining('Stands for row C6')]);
  wrapper.unmount();
});

const radio = (group: string, value: string): HTMLInputElement => {
  const fieldset = [...document.querySelectorAll('fieldset')].find((each) => each.textContent.startsWith(group));
  const found = fieldset?.querySelector(`input[value="${value}"]`);
  if (!(found instanceof HTMLInputElement)) throw new Error(`There is no "${value}" in "${group}".`);
  return found;
};

it('trains for updates or examples, and says what epochs these are and what was rounded', async () => {
  const lab = labWith({ kind: 'missing' });
  const wrapper = await showed(NewExperimentView, {}, lab);
  expect(wrapper.text()).toContain('= 5 epochs · 250 updates · 25,000 images.');
  radio('Train for', 'updates').click();
  await settled();
  expect(field('Updates').value).toBe('250');
  await type('Updates', '310');
  expect(wrapper.text()).toContain(
    '= 6 epochs · 300 updates · 30,000 images. Rounded to whole epochs: 300 in place of 310 (−10).',
  );
  await type('Batch size', '30');
  expect(wrapper.text()).toContain(
    '= 2 epochs · 334 updates · 10,000 images. Rounded to whole epochs: 334 in place of 310 (+24).',
  );
  await type('Updates', 'some');
  expect(problemAt('Updates')).toContain('Received some; expected how many updates');
  expect(wrapper.get('.obstacle').text()).toBe('1 field needs another look');
  await type('Updates', '2000000');
  expect(problemAt('Updates')).toContain(
    'Received 2,000,000, which would be too many epochs; expected 1,670,000 at most.',
  );
  await type('Updates', '500');
  await wrapper.get('button.primary').trigger('click');
  await settled();
  const asked = lab.asked.find(([name]) => name === 'experiment:launch')?.[1];
  expect(asked).toMatchObject({ spec: { training: { epochs: 3 } } });
  wrapper.unmount();
});

it('trains as long as a finished run', async () => {
  const run = aSummary({
    id: 12,
    spec: aSpec({
      dataset: 'cifar10',
      fraction: 0.1,
      network: { kind: 'siamese-vanilla' },
      pairing: { kind: 'class-preserving', permutations: 4 },
    }),
    epochsDone: 3,
    trainCount: 5000,
  });
  const wrapper = await showed(NewExperimentView, {}, labWith({ kind: 'installed', folder: '/data/cifar10' }, [run]));
  await card(wrapper, 'C3').trigger('click');
  const trigger = wrapper.findAll('button').find((each) => each.text() === 'As long as a run…');
  await trigger?.trigger('click');
  await settled();
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith('Run 12'))?.click();
  await settled();
  expect(field('Updates').value).toBe('147');
  expect(wrapper.text()).toContain('= 15 epochs · 150 updates · 75,000 images.');
  wrapper.unmount();
});

it('gives each experiment of a sweep the epochs of equal updates', async () => {
  const lab = labWith({ kind: 'installed', folder: '/data/cifar10' });
  const wrapper = await showed(NewExperimentView, {}, lab);
  await card(wrapper, 'C6').trigger('click');
  await wrapper.get('.switch input').setValue(true);
  await type('Fractions', '0.1, 1');
  const cells = (column: number): readonly string[] =>
    wrapper.findAll('.grid-table tbody tr').map((line) => line.findAll('td')[column]?.text() ?? '');
  expect([cells(2), cells(3)]).toEqual([
    ['300', '300'],
    ['14,700', '146,700'],
  ]);
  expect(wrapper.text()).toContain('They are not trained for equally long: 14,700 to 146,700 updates.');
  radio('Trained for equal', 'updates').click();
  await settled();
  expect([cells(2), cells(3)]).toEqual([
    ['300', '30'],
    ['14,700', '14,670'],
  ]);
  expect(wrapper.text()).not.toContain('not trained for equally long');
  // one choice, shown at both places
  expect(radio('Train for', 'updates').checked).toBe(true);
  wrapper.unmount();
});

it('holds the splits of EMNIST in one place', async () => {
  const wrapper = await showed(NewExperimentView, {}, labWith({ kind: 'missing' }));
  await wrapper.get('#dataset-emnist').setValue();
  const splits = wrapper.get('.split select');
  await splits.setValue('emnist-digits');
  expect(wrapper.text()).toContain('240,000 training and 40,000 test images, 28 × 28 × 1, 10 classes');
  expect(wrapper.get<HTMLInputElement>('#dataset-emnist').element.checked).toBe(true);
  wrapper.unmount();
});

it('names the problem of a damaged dataset', async () => {
  const state = { kind: 'damaged', folder: '/data/cifar10', problem: 'data_batch_3.bin is too short.' } as const;
  const wrapper = await showed(NewExperimentView, {}, labWith(state));
  await wrapper.get('#dataset-cifar10').setValue();
  expect(wrapper.get('.install').text()).toContain('data_batch_3.bin is too short.');
  wrapper.unmount();
});
