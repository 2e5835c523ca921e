import { expect, it } from 'vitest';

import type { Run } from '#shared/runs/run';
import type { LogLine } from '#shared/runs/run-log';
import { useQueueStore } from '../../../../../src-renderer/bridge/useQueueStore';
import LiveView from '../../../../../src-renderer/features/live/LiveView.vue';
import { createFakeLab, ok, settled, type FakeLab } from '../../fake-lab';
import { showed } from '../../screen';
import { anEvaluation, aRun, TRAINING } from '../../specimens';

interface Put {
  readonly runs: () => readonly Run[];
  readonly isPaused?: () => boolean;
  readonly log?: readonly LogLine[];
}

function labWith({ runs, isPaused = () => false, log = [] }: Put): FakeLab {
  return createFakeLab({
    'queue:get': () => {
      const all = runs().map((run) => ({ ...run, isElsewhere: false }));
      const queued = all.filter(({ status }) => status === 'queued');
      const begun = all.filter(({ status }) => status === 'running');
      const running = begun.find(({ pausedAt }) => pausedAt === null) ?? null;
      const paused = begun.filter(({ pausedAt }) => pausedAt !== null);
      return ok({
        isPaused: isPaused(),
        running,
        progress: null,
        queued,
        total: queued.length,
        trainedBy: null,
        paused,
      });
    },
    'run:get': ({ id }) => ok(runs().find((run) => run.id === id) ?? aRun({ id })),
    'run:series': () => ok([]),
    'run:log': () => ok(log),
    'experiment:runs': () => ok(runs()),
    'run:cancel': () => ok(null),
    'run:pause': () => ok(null),
    'run:retry': () => ok({ experimentId: 3, runIds: [9] }),
    'queue:move': () => ok(null),
    'queue:pause': () => ok(null),
  });
}

it('shows the run that runs, with its progress, and the queue below it', async () => {
  const lab = labWith({ runs: () => [aRun({ id: 8, status: 'queued', startedAt: null }), aRun({ id: 7 })] });
  const wrapper = await showed(LiveView, { id: null }, lab);
  await useQueueStore().load();
  lab.tell('run:progress', { id: 7, progress: TRAINING });
  await settled();
  expect(wrapper.get('.page-header').text()).toContain('run 7');
  const figures = wrapper.findAll('.progress-panel dl > div').map((figure) => figure.text());
  expect(figures).toEqual(expect.arrayContaining(['Epoch2 of 5', 'Batch5 of 10', 'Time left1m 30s', 'Images/s1,235']));
  expect(wrapper.get('[aria-current=step]').text()).toBe('Training');
  expect(wrapper.findAll('[data-run] a').map((link) => link.text())).toEqual(['Run 8']);
  wrapper.unmount();
});

it('asks the lab to cancel without asking the person twice', async () => {
  const lab = labWith({ runs: () => [aRun({ id: 7 })] });
  const wrapper = await showed(LiveView, { id: 7 }, lab);
  const button = wrapper.get('button.stop');
  await button.trigger('click');
  await settled();
  expect(lab.asked).toContainEqual(['run:cancel', { id: 7 }]);
  expect([button.text(), button.attributes('disabled')]).toEqual(['Cancelling…', '']);
  expect(document.getElementById(button.attributes('aria-describedby') ?? '')?.textContent).toContain('Kept:');
  wrapper.unmount();
});

it('shows the result of a run that ends, and the way to its page', async () => {
  let run = aRun({ id: 7 });
  const lab = labWith({ runs: () => [run] });
  const wrapper = await showed(LiveView, { id: 7 }, lab);
  const evaluations = [anEvaluation([[3, 1], [0, 4]])]; // prettier-ignore
  run = aRun({ id: 7, status: 'finished', evaluations, figures: { accuracy: 0.875, 'macro-f1': 0.873 } });
  lab.tell('runs:changed', { ids: [7] });
  await settled();
  expect(wrapper.get('h2').text()).toBe('Run 7 is finished');
  expect(wrapper.text()).toContain('0.8750');
  expect(wrapper.get('a.primary').attributes('href')).toBe('/runs/7');
  wrapper.unmount();
});

it('says what to do while nothing runs', async () => {
  const wrapper = await showed(LiveView, { id: null }, labWith({ runs: () => [] })); // prettier-ignore
  await useQueueStore().load();
  await settled();
  expect(wrapper.get('h2').text()).toBe('Nothing is running');
  expect(wrapper.get('a.primary').attributes('href')).toBe('/new');
  wrapper.unmount();
});

it('holds a run and lets it go on, and says which of the two it is doing', async () => {
  let run = aRun({ id: 7, trainedFor: 33_000 });
  const lab = labWith({ runs: () => [run, aRun({ id: 8, status: 'queued' })] });
  const wrapper = await showed(LiveView, { id: 7 }, lab);
  await useQueueStore().load();
  const button = () => wrapper.findAll('button').find((found) => /Paus|Resum/.test(found.text()));
  // there is no batch yet to hold before
  expect(wrapper.text()).not.toContain('Pausing');
  lab.tell('run:progress', { id: 7, progress: TRAINING });
  await settled();
  await button()?.trigger('click');
  await settled();
  expect(lab.asked).toContainEqual(['run:pause', { id: 7, isPaused: true }]);
  expect(button()?.text()).toBe('Pausing…');
  expect(wrapper.text()).toContain('Time left');
  run = { ...run, pausedAt: 5 };
  lab.tell('runs:changed', { ids: [7] });
  await settled();
  expect(button()?.text()).toBe('Resume');
  expect(wrapper.text()).toMatch(/Paused since .*stands between two batches/);
  const terms = wrapper.findAll('.progress-panel dt').map((term) => term.text());
  expect(terms).toEqual(['Epoch', 'Batch', 'Elapsed', 'Loss so far', 'Accuracy so far']);
  expect(wrapper.findAll('.progress-panel dd')[2]?.text()).toBe('33s');
  expect(wrapper.get('.paused-runs').text()).toMatch(/^Run 7.*paused since/);
  const [resume, cancel] = wrapper.findAll('.paused-runs button');
  await resume?.trigger('click');
  await cancel?.trigger('click');
  expect(lab.asked).toContainEqual(['run:pause', { id: 7, isPaused: false }]);
  expect(lab.asked).toContainEqual(['run:cancel', { id: 7 }]);
  wrapper.unmount();
});

it('moves a run by its arrows, keeps the focus on the arrow, and says where the run is now', async () => {
  let order = [8, 9, 10];
  const lab = createFakeLab({
    'queue:get': () =>
      ok({
        isPaused: false,
        running: null,
        progress: null,
        queued: order.map((id) => ({ ...aRun({ id, status: 'queued' }), isElsewhere: id === 10 })),
        total: 3,
        trainedBy: null,
        paused: [],
      }),
    'run:get': ({ id }) => ok(aRun({ id, status: 'queued' })),
    'run:series': () => ok([]),
    'run:log': () => ok([]),
    'experiment:runs': () => ok([]),
    'queue:move': ({ id, before }) => {
      expect([id, before]).toEqual([9, 8]);
      order = [9, 8, 10];
      return ok(null);
    },
  });
  const wrapper = await showed(LiveView, { id: null }, lab);
  await useQueueStore().load();
  await settled();
  // another program's run is not ours to move
  expect(wrapper.findAll('[data-run="10"] button').map((found) => found.attributes('aria-label'))).toEqual([
    'Cancel run 10',
  ]);
  await wrapper.get('[aria-label="Move run 9 up"]').trigger('click');
  await settled();
  expect(wrapper.findAll('[data-run] a').map((link) => link.text())).toEqual(['Run 9', 'Run 8', 'Run 10']);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Move run 9 up');
  expect(wrapper.text()).toContain('Run 9 is now number 1 of 3.');
  wrapper.unmount();
});

it('shows that the queue is paused, and resumes it', async () => {
  let isPaused = true;
  const lab = labWith({ runs: () => [aRun({ id: 7, status: 'queued', startedAt: null })], isPaused: () => isPaused });
  const wrapper = await showed(LiveView, { id: 7 }, lab);
  await useQueueStore().load();
  await settled();
  expect(wrapper.text()).toContain('The queue is paused: no run starts');
  isPaused = false;
  await wrapper.findAll('button').find((found) => found.text() === 'Resume the queue')?.trigger('click'); // prettier-ignore
  await settled();
  expect(lab.asked).toContainEqual(['queue:pause', { isPaused: false }]);
  expect(wrapper.text()).not.toContain('The queue is paused: no run starts');
  wrapper.unmount();
});

it('offers to try again what came to nothing, unless that was done already', async () => {
  const failed = aRun({ id: 7, status: 'failed' });
  const lab = labWith({ runs: () => [failed] });
  const wrapper = await showed(LiveView, { id: 7 }, lab);
  const retry = wrapper.findAll('button').find((found) => found.text() === 'Try again');
  await retry?.trigger('click');
  await settled();
  expect(lab.asked).toContainEqual(['run:retry', { id: 7 }]);
  wrapper.unmount();

  const done = labWith({ runs: () => [{ ...failed, isReplaced: true }, aRun({ id: 9, status: 'finished' })] });
  const again = await showed(LiveView, { id: 7 }, done);
  expect(again.findAll('button').map((found) => found.text())).not.toContain('Try again');
  expect(again.text()).toContain('Tries of seed 1: Run 9 (finished)');
  again.unmount();
});

it('tells what happened to the run, line by line', async () => {
  const lab = labWith({ runs: () => [aRun({ id: 7 })], log: [{ line: 1, at: 0, event: { kind: 'started' } }] });
  const wrapper = await showed(LiveView, { id: 7 }, lab);
  const scores = [{ split: 'train', metric: 'loss', value: 0.25 }] as const;
  lab.tell('run:log', { id: 7, line: { line: 2, at: 0, event: { kind: 'epoch', epoch: 1, scores } } });
  lab.tell('run:log', { id: 8, line: { line: 3, at: 0, event: { kind: 'paused' } } });
  await settled();
  expect(wrapper.findAll('.box li span').map((line) => line.text())).toEqual(['Started', 'Epoch 1: train loss 0.2500']);
  wrapper.unmount();
});
