import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryHistory, RouterView, type Router } from 'vue-router';

import { createLabI18n } from '../../../../../src-renderer/i18n/i18n';
import { createLabRouter } from '../../../../../src-renderer/app/router';
import { labKey } from '../../../../../src-renderer/bridge/lab';
import { evaluationWith, FACTS, labToCompare, predictionsOf, RUNS, runWith } from '../../comparisons';
import type { FakeLab } from '../../fake-lab';

let wrapper: VueWrapper;
let router: Router;

async function open(query: string, lab: FakeLab = labToCompare()): Promise<VueWrapper> {
  router = createLabRouter(createMemoryHistory());
  await router.push(`/compare?${query}`);
  wrapper = mount(RouterView, {
    attachTo: document.body,
    global: { plugins: [createPinia(), createLabI18n(), router], provide: { [labKey as symbol]: lab.bridge } },
  });
  await flushPromises();
  return wrapper;
}

const clean = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const linesOf = (table: string): readonly (readonly string[])[] =>
  wrapper
    .findAll(`table[aria-label="${table}"] tbody tr`)
    .map((line) => line.findAll('th, td').map((cell) => clean(cell.text())));
const FIGURES = 'The figures of each, and their differences to the baseline';
const lineOf = (start: string): readonly string[] | undefined =>
  linesOf(FIGURES).find(([name]) => name?.startsWith(start) === true);
const DESIGN = 'The design of each, field by field';

beforeEach(() => {
  localStorage.clear();
});
afterEach(() => {
  wrapper.unmount();
});

describe('the screen that compares', () => {
  it('says what to do while there is nothing, and one, to compare', async () => {
    await open('');
    expect(wrapper.text()).toContain('Nothing to compare yet');
    await router.push('/compare?runs=1');
    await flushPromises();
    expect(wrapper.text()).toContain('One is not a comparison');
  });

  it('shows figures with n, sd and runs, and the differences to the pinned baseline', async () => {
    await open('runs=experiment-1,3&baseline=3');
    expect(lineOf('Accuracy of all')).toEqual([
      'Accuracy of all test images',
      '0.8100+0.2070one seed: no interval± 0.0141 (n = 2)',
      '0.6030n = 1',
    ]);
    const heads = wrapper.findAll(`table[aria-label="${FIGURES}"] thead th`).map((cell) => clean(cell.text()));
    expect(heads.slice(1)).toEqual(['experiment 1runs 1, 2', 'run 3seed 1 · baseline']);
  });

  it('says why there is nothing to compare of runs without figures, and shows their designs and curves', async () => {
    const stopped = RUNS.map((run) =>
      run.id === 1 || run.id === 3
        ? { ...run, status: 'cancelled' as const, evaluations: [], accuracy: null, epochsDone: 3 }
        : run,
    );
    await open('runs=1,3', labToCompare({}, stopped));
    expect(linesOf(FIGURES)).toEqual([]);
    expect(wrapper.text()).toContain('There is nothing to compare: none of them has a figure.');
    for (const id of [1, 3]) {
      expect(wrapper.text()).toContain(`run ${id} has no figures: it was cancelled after 3 epochs`);
    }
    expect(linesOf(DESIGN)).toEqual([
      ['Fraction', '100%', '10%'],
      ['Sample', '–', 'the first images of the file'],
    ]);
    expect(wrapper.findAll('svg[role=img]').length).toBeGreaterThan(0);
  });

  it('does not subtract figures of different tests, and says why', async () => {
    await open('runs=1&rows=C4');
    expect(lineOf('Accuracy of all')?.[2]).toBe('0.8133n = 1not subtracted');
    expect(wrapper.text()).toContain('Not subtracted, because tested on another dataset than run 1: C4, deck.');
    expect(wrapper.text()).toContain('C4: The weighted F1 was computed with truth and prediction swapped');
  });

  it('hides the fields that are the same, and shows them on demand', async () => {
    await open('runs=1,3');
    const names = (): readonly string[] => linesOf(DESIGN).map(([name]) => name ?? '');
    expect(linesOf(DESIGN)).toEqual([
      ['Fraction', '100%', '10%'],
      ['Sample', '–', 'the first images of the file'],
    ]);
    await wrapper.get('input[value=all]').setValue();
    expect(names()).toEqual(expect.arrayContaining(['Dataset', 'Network', 'Epochs', 'Seed', 'Parameters']));
  });

  it('draws a curve for each, with the runs behind it, and reads it out', async () => {
    await open('runs=experiment-1,3');
    const [loss] = wrapper.findAll('svg[role=img]');
    expect(loss?.attributes('aria-label')).toBe(
      'Loss by epoch, test. experiment 1: 0.6667 ± 0.0000 at epoch 3; run 3: 0.6667 at epoch 3',
    );
    expect(loss?.findAll('polyline')).toHaveLength(2);
    // of one run there is no spread to draw
    expect(loss?.findAll('polygon')).toHaveLength(1);
    await wrapper.get('input[type=range]').setValue('1');
    expect(wrapper.findAll('.reading').map((each) => each.text())).toContain('2.0000 ± 0.0000');
  });

  it('keeps the order, the baseline and the pair in its address', async () => {
    await open('runs=1,3');
    await wrapper.get('[aria-label="Move run 3 up"]').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query['runs']).toBe('3,1');
    await wrapper.get('[aria-label="Make run 1 the baseline"]').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({ runs: '3,1', baseline: '1' });
    await wrapper.get('[aria-label="Exchange A and B"]').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query['pair']).toBe('1-3');
    await wrapper.get('[aria-label="Remove run 1"]').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query['runs']).toBe('3');
  });

  it('names what its address asks for and is nothing, and what is too many', async () => {
    await open('runs=1,2,3,4,C1,C2,C3,C4,C5,nonsense');
    const alerts = wrapper.findAll('[role=alert]').map((each) => clean(each.text()));
    expect(alerts).toEqual([
      'The address names “nonsense”, which is no run, experiment or row.',
      'Eight at most: 1 more was left out.',
    ]);
  });
});

describe('budgets', () => {
  /** Of a tenth of the images: five times as many updates in experiment 2 as in experiment 1. */
  const trained = (id: number, experimentId: number, seed: number, right: number) =>
    runWith({
      id,
      experimentId,
      seed,
      epochsDone: experimentId === 1 ? 3 : 15,
      draft: { fraction: 0.1, seeds: [1, 2], training: { epochs: experimentId === 1 ? 3 : 15, batchSize: 100 } },
      facts: { ...FACTS, trainCount: 500 },
      evaluations: [evaluationWith(right)],
    });
  const runs = [trained(1, 1, 1, 400), trained(2, 1, 2, 410), trained(3, 2, 1, 600), trained(4, 2, 2, 611)];
  const button = (text: string) => wrapper.findAll('button').find((each) => each.text().includes(text));

  it('stand before the figures, and where they are not equal it is said and nothing is coloured', async () => {
    await open('runs=experiment-1,experiment-2', labToCompare({}, runs));
    expect(lineOf('Updates')).toEqual(['Updates steps of the optimiser', '15', '75']);
    expect(lineOf('Examples seen')).toEqual(['Examples seen shown in training', '1,500 images', '7,500 images']);
    expect(clean(wrapper.text())).toContain(
      'experiment 2 saw 5 × the examples of experiment 1 (7,500 images against 1,500 images) in 5 × the updates (75 against 15).',
    );
    expect(lineOf('Accuracy of all')?.[2]).toContain('+0.2005');
    expect(lineOf('Accuracy of all')?.[2]).toContain('unequal budgets');
    expect(wrapper.findAll('.difference.better, .difference.worse')).toHaveLength(0);
  });

  it('are made equal by one click, which queues the control and offers it for the comparison', async () => {
    const lab = labToCompare({}, runs);
    await open('runs=experiment-1,experiment-2', lab);
    await button('Run experiment 1 at equal updates')?.trigger('click');
    await flushPromises();
    const asked = lab.asked.flatMap(([name, args]) => (name === 'experiment:launch' ? [args] : []));
    expect(asked).toMatchObject([
      { spec: { row: null, seeds: [1, 2], fraction: 0.1, training: { epochs: 15, batchSize: 100 } } },
    ]);
    expect(clean(wrapper.text())).toContain('Queued as runs 5, 6.');
    await button('Add to the comparison')?.trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query['runs']).toBe('experiment-1,experiment-2,experiment-3');
  });

  it('that are equal let a difference be coloured where its interval leaves zero out', async () => {
    const longer = runs.map((run) => (run.experimentId === 1 ? trained(run.id, 2, run.seed, 400 + run.seed) : run));
    await open(
      'runs=experiment-1,experiment-2',
      labToCompare(
        {},
        longer.map((run) => ({ ...run, experimentId: run.id < 3 ? 1 : 2 })),
      ),
    );
    expect(wrapper.text()).not.toContain('Not trained for equally long');
    expect(wrapper.get('.difference.better').text()).toBe('+0.2040');
    expect(lineOf('Accuracy of all')?.[2]).toMatch(/95%: \+0\.\d{4} to \+0\.\d{4}, paired by seed/u);
    expect(clean(wrapper.text())).toMatch(
      /experiment 2, Accuracy: with 2 seeds a gap under 0\.\d{4} cannot be told from none\. This one is told\./u,
    );
  });
});

describe('two models, image by image', () => {
  // of twenty images: A has six right that B has wrong, B one the other way
  const truth = Array.from({ length: 20 }, (_, place) => place % 10);
  const predictions = {
    1: predictionsOf(
      truth.map((label, place) => (place === 19 ? 0 : label)),
      truth,
    ),
    3: predictionsOf(
      truth.map((label, place) => (place < 6 ? 9 - label : label)),
      truth,
    ),
  };

  it('are told apart in a plain sentence, with the test that was used', async () => {
    await open('runs=1,3', labToCompare(predictions));
    const text = clean(wrapper.text());
    expect(text).toContain(
      'A (run 1) got 6 images right that B (run 3) got wrong; B (run 3) got 1 right that A (run 1) got wrong.',
    );
    // 2 (1 + 7) / 2⁷ = 0.125
    expect(text).toContain('would come by chance in 13 of 100 such test sets. So this test set does not tell');
    expect(text).toContain(
      'p = 0.125 Exact binomial test, two-sided (McNemar 1947), because only 7 images were judged differently',
    );
    expect(text).toContain('Checked: the same dataset checksum, and the same 20 test images in the same order.');
  });

  it('show the images on which they differ, both ways, with truth and both predictions', async () => {
    await open('runs=1,3', labToCompare(predictions));
    const tiles = (): readonly string[] => wrapper.findAll('canvas').map((tile) => tile.attributes('aria-label') ?? '');
    expect(tiles()).toHaveLength(6);
    expect(tiles()[0]).toBe('Test image 0, disc. A: disc. B: waves.');
    await wrapper.get('input[value=second]').setValue();
    expect(tiles()).toEqual(['Test image 19, waves. A: disc. B: waves.']);
  });

  it('have a matrix of differences, A less B', async () => {
    await open('runs=1,3', labToCompare(predictions));
    const matrix = wrapper.get('table[aria-label^="How often A predicted"]');
    const [disc] = matrix.findAll('tbody tr');
    expect(disc?.findAll('td').map((cell) => cell.text())).toEqual(['+1', ...Array<string>(8).fill('0'), '−1']);
  });

  it('are refused where their test images may be others', async () => {
    const facts = { ...FACTS, datasetChecksum: 'b'.repeat(64) };
    const runs = [...RUNS.slice(0, 1), runWith({ id: 3, facts, evaluations: [evaluationWith(700)] })];
    await open('runs=1,3', labToCompare(predictions, runs));
    expect(wrapper.text()).toContain('The data of A and B differ (another checksum)');
    expect(wrapper.text()).not.toContain('McNemar');
  });

  it('can be chosen among the seeds of an experiment', async () => {
    await open('runs=experiment-1,experiment-2', labToCompare(predictions));
    const [a] = wrapper.findAll('select');
    expect(a?.findAll('option').map((option) => option.text())).toEqual([
      'run 1, seed 1, accuracy 0.8000',
      'run 2, seed 2, accuracy 0.8200',
      'run 3, seed 1, accuracy 0.6030',
      'run 4, seed 2, accuracy 0.6040',
    ]);
    await a?.setValue('2');
    await flushPromises();
    expect(router.currentRoute.value.query['pair']).toBe('2-3');
  });
});

describe('the exports', () => {
  it('are Markdown and CSV of what is shown', async () => {
    const lab = labToCompare();
    await open('runs=experiment-1,3', lab);
    for (const name of ['Markdown', 'CSV']) {
      await wrapper
        .findAll('button')
        .find((button) => button.text() === name)
        ?.trigger('click');
    }
    await flushPromises();
    const saved = lab.asked.filter(([name]) => name === 'file:save').map(([, args]) => args);
    expect(saved).toEqual([
      {
        name: 'compare-experiment-1-3.md',
        content: expect.stringMatching(/\| Field \| experiment 1 \| run 3 \|[^]*\| Fraction \| 100% \| 10% \|/),
      },
      {
        name: 'compare-experiment-1-3.csv',
        content: expect.stringContaining('figure,accuracy,3,3,1,0.603,,experiment-1,'),
      },
    ]);
  });
});

describe('the field that adds', () => {
  it('finds by words and by number, and adds by keyboard', async () => {
    await open('runs=1');
    const field = wrapper.get('input[aria-label="Add a run, an experiment or a row of the deck"]');
    await field.trigger('focusin');
    await field.setValue('vanilla 10');
    const options = wrapper.findAll('[role=option]').map((option) => clean(option.text()));
    expect(options).toContain('Run 3vanilla on Shapes, 10% · seed 1');
    expect(options).toContain('Row C3vanilla, 10% · published');
    await field.setValue('3');
    await wrapper.findAll('[role=option]')[0]?.trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query['runs']).toBe('1,3');
    expect(wrapper.get('[role=status].visually-hidden').text()).toBe('run 3 was added');
  });
});
