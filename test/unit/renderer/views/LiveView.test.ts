import { expect, it } from 'vitest';

import type { Run } from '#shared/run';
import { useQueueStore } from '../../../../src-renderer/stores/useQueueStore';
import LiveView from '../../../../src-renderer/views/LiveView.vue';
import { createFakeLab, ok, settled, type FakeLab } from '../fake-lab';
import { showed } from '../screen';
import { anEvaluation, aRun, TRAINING } from '../specimens';

function labWith(runs: () => readonly Run[]): FakeLab {
  const isActive = ({ status }: Run): boolean => status === 'running' || status === 'queued';
  return createFakeLab({
    'run:list': () => ok({ runs: runs().filter(isActive), total: runs().filter(isActive).length }),
    'run:get': ({ id }) => ok(runs().find((run) => run.id === id) ?? aRun({ id })),
    'run:series': () => ok([]),
    'run:cancel': () => ok(null),
  });
}

it('shows the run that runs, with its progress, and the queue below it', async () => {
  const lab = labWith(() => [aRun({ id: 8, status: 'queued', startedAt: null }), aRun({ id: 7 })]);
  const wrapper = await showed(LiveView, { id: null }, lab);
  await useQueueStore().load();
  lab.tell('run:progress', { id: 7, progress: TRAINING });
  await settled();
  expect(wrapper.get('h1').element.parentElement?.textContent).toContain('run 7');
  const figures = wrapper.findAll('.progress-panel dl > div').map((figure) => figure.text());
  expect(figures).toEqual(expect.arrayContaining(['Epoch2 of 5', 'Batch5 of 10', 'Time left1m 30s', 'Images/s1,235']));
  expect(wrapper.get('[aria-current=step]').text()).toBe('Training');
  expect(wrapper.findAll('section table tbody th').map((cell) => cell.text())).toEqual(['Run 8']);
  wrapper.unmount();
});

it('asks the lab to cancel without asking the person twice', async () => {
  const lab = labWith(() => [aRun({ id: 7 })]);
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
  const lab = labWith(() => [run]);
  const wrapper = await showed(LiveView, { id: 7 }, lab);
  const evaluations = [anEvaluation([[3, 1], [0, 4]])]; // prettier-ignore
  run = aRun({ id: 7, status: 'finished', evaluations, accuracy: 0.875, macroF1: 0.873 });
  lab.tell('runs:changed', { ids: [7] });
  await settled();
  expect(wrapper.get('h2').text()).toBe('Run 7 is finished');
  expect(wrapper.text()).toContain('0.8750');
  expect(wrapper.get('a.primary').attributes('href')).toBe('/runs/7');
  wrapper.unmount();
});

it('says what to do while nothing runs', async () => {
  const wrapper = await showed(LiveView, { id: null }, labWith(() => [])); // prettier-ignore
  await useQueueStore().load();
  await settled();
  expect(wrapper.get('h2').text()).toBe('Nothing is running');
  expect(wrapper.get('a.primary').attributes('href')).toBe('/new');
  wrapper.unmount();
});
