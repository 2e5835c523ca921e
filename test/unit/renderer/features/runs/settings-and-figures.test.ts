import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { RunSummary } from '#shared/runs/run';
import type { RunChoices } from '#shared/runs/run-list';
import RunsView from '../../../../../src-renderer/features/runs/RunsView.vue';
import { createFakeLab, ok, settled, type FakeLab } from '../../fake-lab';
import { showed } from '../../screen';
import { aSpec, aSummary, NO_CHOICES } from '../../specimens';

const RUNS = [aSummary({ id: 2, status: 'finished' }), aSummary({ id: 1, status: 'finished' })];
const OPTIMISERS = {
  values: [
    { value: 'adam', count: 58 },
    { value: 'sgd', count: 2 },
  ],
  min: null,
  max: null,
};

function labOf(runs: readonly RunSummary[], choices: Partial<RunChoices> = {}): FakeLab {
  return createFakeLab({
    'run:list': () => ok({ runs, total: runs.length }),
    'run:choices': () => ok({ ...NO_CHOICES, total: runs.length, ...choices }),
    'run:values': ({ column }) =>
      ok(column === 'field:training.optimiser' ? OPTIMISERS : { values: [], min: 0.001, max: 0.1 }),
  });
}

let wrapper: VueWrapper;
async function open(lab: FakeLab): Promise<void> {
  wrapper = await showed(RunsView, {}, lab);
  await settled();
}

beforeEach(() => {
  localStorage.clear();
  // the document is not laid out here: a window of ten lines
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(340);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});
afterEach(() => {
  wrapper.unmount();
  vi.restoreAllMocks();
});

describe('settings and figures', () => {
  const inPopUp = (selector: string): Element => {
    const found = document.querySelector(`.pop-up ${selector}`);
    if (found === null) throw new Error(`There is no ${selector}.`);
    return found;
  };
  const openPopUp = async (text: string): Promise<void> => {
    await wrapper
      .findAll('button')
      .find((button) => button.text() === text)
      ?.trigger('click');
    await settled();
  };
  const choose = async (label: string, value: string): Promise<void> => {
    const field = inPopUp(`[aria-label="${label}"]`) as HTMLInputElement;
    field.value = value;
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input'));
    await settled();
  };
  const add = async (): Promise<void> => {
    inPopUp('form').dispatchEvent(new Event('submit'));
    await settled();
  };

  it('are columns, also such as no metric or field of this lab is', async () => {
    const spec = aSpec({ training: { learningRate: 0.01, optimiser: 'sgd', momentum: 0.5 } });
    const run = aSummary({ id: 4, spec, figures: { 'of-an-extension': 0.25, 'balanced-accuracy': 0.5 } });
    const columns = ['id', 'field:training.learningRate', 'field:training.optimiser', 'field:of.nobody'];
    localStorage.setItem(
      'siamese-lab/runs-view',
      JSON.stringify({ columns: [...columns, 'figure:of-an-extension', 'figure:balanced-accuracy'] }),
    );
    await open(labOf([run]));
    const heads = wrapper.findAll('[role=columnheader] .text').map((head) => head.text());
    expect(heads).toEqual(['Run', 'Learning rate', 'Optimiser', 'of.nobody', 'of-an-extension', 'Balanced accuracy']);
    const cells = wrapper.findAll('[data-row="0"] [role=gridcell]').map((cell) => cell.text());
    expect(cells).toEqual(['', 'Run4', '0.01', 'SGD with momentum', '', '0.2500', '0.5000']);
  });

  it('are drawn as a small curve, and the best of a column is marked with what it is the best of', async () => {
    const [better, worse] = [0.9, 0.8].map((accuracy, index) =>
      aSummary({ id: 2 - index, status: 'finished', epochsDone: 3, figures: { accuracy } }),
    );
    localStorage.setItem('siamese-lab/runs-view', JSON.stringify({ columns: ['id', 'curve', 'accuracy'] }));
    const lab = createFakeLab({
      'run:list': () => ok({ runs: [better, worse].flatMap((run) => run ?? []), total: 2 }),
      'run:choices': () => ok({ ...NO_CHOICES, total: 2 }),
      'run:best': () => ok({ accuracy: { value: 0.9, count: 2 } }),
      'run:sparklines': () => ok([{ id: 2, split: 'test', values: [0.5, 0.75, 0.9] }]),
    });
    await open(lab);
    expect(lab.asked).toContainEqual(['run:best', { metrics: ['accuracy'] }]);
    expect(lab.asked).toContainEqual(['run:sparklines', { ids: [2, 1] }]);
    const marked = wrapper.findAll('.text.best').map((cell) => [cell.text(), cell.attributes('title')]);
    expect(marked).toEqual([['0.9000', 'The best Accuracy of the 2 runs of this list that have one']]);
    expect(wrapper.findAll('svg[aria-label^="Test accuracy after each epoch, from 0.5000 to 0.9000"]')).toHaveLength(1);
    expect(wrapper.findAll('[data-row="1"] svg[role=img]')).toHaveLength(0);
  });

  it('are found among the columns and sorted by', async () => {
    const lab = labOf(RUNS, { figures: ['of-an-extension'] });
    await open(lab);
    await openPopUp('Columns');
    expect([...document.querySelectorAll('.pop-up legend')].map((legend) => legend.textContent)).toContain(
      'Design: training',
    );
    await choose('Find a column', 'learn');
    const [found, ...others] = document.querySelectorAll<HTMLInputElement>('.pop-up input[type=checkbox]');
    expect(others).toEqual([]);
    found?.dispatchEvent(new Event('change'));
    await settled();
    await wrapper
      .findAll('[role=columnheader] button')
      .find((button) => button.text() === 'Learning rate')
      ?.trigger('click');
    await settled();
    expect(lab.asked.filter(([name]) => name === 'run:list').at(-1)?.[1]).toMatchObject({
      sort: { by: 'field:training.learningRate', descending: false },
    });
  });

  it('are filtered by a choice of what the runs have, and by a range, each taken away again', async () => {
    const lab = labOf(RUNS);
    const last = () => lab.asked.filter(([name]) => name === 'run:list').at(-1)?.[1];
    await open(lab);
    await openPopUp('Add filter');
    await choose('Setting, figure or number', 'field:training.optimiser');
    expect([...document.querySelectorAll('.pop-up option')].map((option) => option.textContent.trim())).toContain(
      'SGD with momentum (2)',
    );
    await choose('Value', 'sgd');
    await add();
    await openPopUp('Add filter');
    await choose('Setting, figure or number', 'field:training.learningRate');
    await choose('Comparison', 'between');
    expect(inPopUp('form').textContent).toContain('The runs have 0.001 to 0.1.');
    await choose('From', '0.001');
    await choose('To', '5 %');
    await add();
    const rate = 'field:training.learningRate';
    expect(last()).toMatchObject({
      where: [
        { column: 'field:training.optimiser', is: '=', value: 'sgd' },
        { column: rate, is: '>=', value: 0.001 },
        { column: rate, is: '<=', value: 0.05 },
      ],
    });
    expect(wrapper.findAll('.chips .what').map((chip) => chip.text())).toEqual([
      'Optimiser = SGD with momentum',
      'Learning rate ≥ 0.001',
      'Learning rate ≤ 0.05',
    ]);
    await wrapper.get('[aria-label="Remove the filter Optimiser = SGD with momentum"]').trigger('click');
    await settled();
    expect(last()).toMatchObject({ where: [{ is: '>=' }, { is: '<=' }] });
  });
});
