import type { VueWrapper } from '@vue/test-utils';
import { expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { deckStandings, type RowStanding } from '#shared/replication/deck';
import { aggregate } from '#shared/metrics/aggregate';
import { useNoticesStore } from '../../../../../src-renderer/bridge/useNoticesStore';
import { useQueueStore } from '../../../../../src-renderer/bridge/useQueueStore';
import SlidesView from '../../../../../src-renderer/features/reference/SlidesView.vue';
import { createFakeLab, ok, settled, type FakeLab } from '../../fake-lab';
import { showed } from '../../screen';
import { aRowRun, figuresOf, TRAINING } from '../../specimens';

const CALIBRATION = {
  startSeconds: 1,
  firstSecondsPerExample: 0.001,
  secondsPerExample: 0.001,
  predictSecondsPerExample: 0.001,
  batchSize: 100,
  steps: 5,
  engine: 'graph',
  device: 'libtensorflow CPU',
  measuredAt: 0,
};

type Changes = Partial<Record<RowStanding['row'], Partial<RowStanding>>>;

function labWith(changes: Changes = {}): FakeLab {
  return createFakeLab({
    'deck:rows': () => ok(deckStandings([]).map((standing) => ({ ...standing, ...changes[standing.row] }))),
    'dataset:list': () =>
      ok([{ facts: DATASETS.get('cifar10'), state: { kind: 'installed', folder: '/data/cifar10' } }]),
    'experiment:launch': ({ spec }) => ok({ experimentId: 1, runIds: spec.seeds.map((seed) => 50 + seed) }),
    'run:list': () => ok({ runs: [], total: 0 }),
  });
}

/** The cells of a row's two lines: the deck's and ours. */
function linesOf(wrapper: VueWrapper, row: string): readonly (readonly string[])[] {
  const body = wrapper.findAll('table[aria-label^="The rows"] tbody').find((each) => each.get('.id').text() === row);
  return (body?.findAll('tr') ?? [])
    .slice(0, 2)
    .map((line) => line.findAll('th, td').map((cell) => cell.text().replaceAll(/\s+/g, ' ')));
}

it('shows mean ± standard deviation of three runs, their ids and the difference to the deck', async () => {
  const runs = [3, 2, 1].map((seed) => aRowRun({ id: 40 + seed, seed }));
  const lab = labWith({ C1: { runs, figures: figuresOf([0.789, 0.791, 0.793]) } });
  const wrapper = await showed(SlidesView, {}, lab);
  const [deck, ours] = linesOf(wrapper, 'C1');
  expect(deck?.slice(1, 9)).toEqual(['Deck', '200 10M images', '1', '0.7890', '', '0.7843', '0.7936', '–']);
  expect(deck?.[9]).toBe('finishedrun 41run 42run 43');
  expect(ours).toEqual([
    'Ours',
    '200 epochs',
    'n = 3',
    '0.7910 ± 0.0020',
    '+0.0020',
    '0.7810 ± 0.0020',
    '0.8010 ± 0.0020',
    '–',
  ]);
  wrapper.unmount();
});

it('never shows a spread of one run, and marks fewer epochs than the deck’s', async () => {
  const figures = figuresOf([0.68], { epochs: 12, asInDeck: false });
  const wrapper = await showed(SlidesView, {}, labWith({ C1: { runs: [aRowRun({ epochs: 12 })], figures } }));
  const [, ours] = linesOf(wrapper, 'C1');
  expect(ours?.slice(1, 5)).toEqual(['12 of 200 epochs', 'n = 1', '0.6800', '−0.1090']);
  expect(wrapper.find('.differs').exists()).toBe(true);
  wrapper.unmount();
});

it('shows a row without runs, and where the figures of an evaluation come from', async () => {
  const wrapper = await showed(SlidesView, {}, labWith());
  expect(linesOf(wrapper, 'C2')[1]).toEqual(['Ours', '–', '–', '–', '–', '–', '–', '–']);
  expect(linesOf(wrapper, 'C2')[0]?.slice(9)).toEqual(['not run', 'Run']);
  expect(linesOf(wrapper, 'D3')[0]?.[10]).toBe('Run');
  expect(linesOf(wrapper, 'D2')[0]?.[10]).toBe('from runs of C4');
  expect(wrapper.findAll('table[aria-label^="The rows"] tbody')).toHaveLength(15);
  wrapper.unmount();
});

it('shows accuracy and F1 of "same" in a discrimination row', async () => {
  const figures = figuresOf([0.93], { macroF1: null, weightedF1ByPrediction: null, f1OfSame: aggregate([0.66]) });
  const wrapper = await showed(SlidesView, {}, labWith({ D1: { runs: [aRowRun()], figures } }));
  const [deck, ours] = linesOf(wrapper, 'D1');
  expect(deck?.slice(4, 9)).toEqual(['0.9281', '', '–', '–', '0.6524']);
  expect(ours?.slice(3)).toEqual(['0.9300', '+0.0019', '–', '–', '0.6600']);
  wrapper.unmount();
});

it('shows D3 beside the deck by rotation 1, and the means over all rotations in its notes', async () => {
  const over = (mean: number) => aggregate([mean]);
  const figures = figuresOf([0.93], {
    macroF1: null,
    weightedF1ByPrediction: null,
    f1OfSame: over(0.66),
    overRotations: {
      f1OfSame: over(0.64),
      balancedAccuracy: over(0.8),
      accuracy: over(0.925),
      areaUnderRoc: over(0.9),
    },
    epochs: 500,
  });
  const wrapper = await showed(SlidesView, {}, labWith({ D3: { runs: [aRowRun()], figures } }));
  expect(linesOf(wrapper, 'D3')[1]?.slice(1)).toEqual([
    '500 of 1,010 epochs',
    'n = 1',
    '0.9300',
    '0.0000',
    '–',
    '–',
    '0.6600',
  ]);
  const button = wrapper.findAll('button[aria-expanded]').find((each) => each.text().endsWith('D3'));
  await button?.trigger('click');
  expect(wrapper.get(`#${button?.attributes('aria-controls') ?? ''}`).text()).toContain(
    'F1 of “same” 0.6400, balanced accuracy 0.8000, ROC-AUC 0.9000, accuracy 0.9250, n\u00a0=\u00a01, runs 41',
  );
  const f1 = wrapper.findAll('svg[role=img]')[1]?.attributes('aria-label');
  expect(f1).toContain('D3 Ours: 0.6600');
  wrapper.unmount();
});

it('follows a run as it goes on', async () => {
  const runs = [aRowRun({ id: 7, status: 'running', epochs: 5, epochsDone: 1 })];
  const lab = labWith({ C4: { runs } });
  const wrapper = await showed(SlidesView, {}, lab);
  useQueueStore();
  lab.tell('run:progress', { id: 7, progress: TRAINING });
  await settled();
  expect(linesOf(wrapper, 'C4')[0]?.[9]).toBe('running 30%run 7');
  wrapper.unmount();
});

it('launches the runs of one row', async () => {
  const lab = labWith();
  const wrapper = await showed(SlidesView, {}, lab);
  await wrapper.get('select').setValue('2');
  await wrapper.get('[aria-label="Run row C6: seeds 1, 2"]').trigger('click');
  await settled();
  expect(lab.asked).toContainEqual([
    'experiment:launch',
    {
      spec: expect.objectContaining({
        row: 'C6',
        seeds: [1, 2],
        pairing: expect.objectContaining({ permutations: 4 }),
      }),
    },
  ]);
  expect(wrapper.get('[role=status]').text()).toBe('Queued 2 runs.');
  wrapper.unmount();
});

it('opens the notes of a row', async () => {
  const wrapper = await showed(SlidesView, {}, labWith());
  const button = wrapper.findAll('button[aria-expanded]').find((each) => each.text().endsWith('C10'));
  await button?.trigger('click');
  expect(button?.attributes('aria-expanded')).toBe('true');
  const notes = wrapper.get(`#${button?.attributes('aria-controls') ?? ''}`);
  expect(notes.text()).toContain('Flaw 3');
  expect(notes.text()).toContain('In the deck: “siamese VGG19”. Measured on 10,000 test images.');
  wrapper.unmount();
});

it('says the values of each chart, and lists what others reach', async () => {
  const wrapper = await showed(SlidesView, {}, labWith({ C1: { figures: figuresOf([0.789, 0.793]) } }));
  const [accuracy, f1] = wrapper.findAll('svg[role=img]').map((chart) => chart.attributes('aria-label'));
  expect(accuracy).toContain('C1 Deck: 0.7890; C1 Ours: 0.7910 ±\u00a00.0028, n = 2');
  expect(f1).toContain('D2 Deck: 0.6877; D3 Deck: 0.6510. None of ours yet.');
  expect(wrapper.get('table[aria-label^="Accuracy of other"]').text()).toContain('ViT-H/1499.5');
  wrapper.unmount();
});

it('asks before it queues all that is missing: how many runs, and how long as far as that is known', async () => {
  const lab = createFakeLab({
    'deck:rows': () => ok(deckStandings([])),
    'dataset:list': () =>
      ok([{ facts: DATASETS.get('cifar10'), state: { kind: 'installed', folder: '/data/cifar10' } }]),
    'calibration:find': ({ specs }) => ok(specs.map((_, place) => (place === 0 ? CALIBRATION : null))),
    'experiment:launch': ({ spec }) => ok({ experimentId: 1, runIds: spec.seeds }),
  });
  const wrapper = await showed(SlidesView, {}, lab);
  const launches = (): number => lab.asked.filter(([name]) => name === 'experiment:launch').length;
  const dialog = (): HTMLElement | null => document.querySelector('[role="alertdialog"]');
  const press = async (place: number): Promise<void> => {
    dialog()?.querySelectorAll<HTMLElement>('button')[place]?.click();
    await settled();
  };
  await wrapper.get('form.rows').trigger('submit');
  await settled();
  const count = Number(/Queue (\d+) runs\?/.exec(dialog()?.textContent ?? '')?.[1]);
  expect(count).toBeGreaterThan(5);
  const known = Number(/About .+ for (\d+) runs? whose time is known/.exec(dialog()?.textContent ?? '')?.[1]);
  expect(known).toBeGreaterThan(0);
  expect(dialog()?.textContent).toContain(`How long ${count - known} runs take is not known`);
  await press(0);
  expect([dialog(), launches()]).toEqual([null, 0]);
  await wrapper.get('form.rows').trigger('submit');
  await settled();
  await press(1);
  expect(launches()).toBe(count);
  expect(useNoticesStore().news).toMatchObject({ key: 'live.queuedNotice', count, action: { key: 'runs.undo' } });
  wrapper.unmount();
});

it('says of each row as many notes as it shows', async () => {
  const figures = figuresOf([0.68]);
  const wrapper = await showed(SlidesView, {}, labWith({ C1: { runs: [aRowRun()], figures } }));
  const counted: string[] = [];
  for (const body of wrapper.findAll('table[aria-label^="The rows"] tbody')) {
    const button = body.get('button.notes');
    const [said = ''] = /\d+/.exec(button.text()) ?? [];
    await button.trigger('click');
    expect([body.get('.id').text(), said]).toEqual([body.get('.id').text(), String(body.findAll('li').length)]);
    counted.push(said);
  }
  // one of the network, and of C1 the standard weighted F1 beside those that the deck calls for
  expect(counted.every((said) => Number(said) >= 1)).toBe(true);
  expect(Number(counted[0])).toBeGreaterThanOrEqual(2);
  wrapper.unmount();
});
