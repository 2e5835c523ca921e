import { expect, it } from 'vitest';

import { compareClasses } from '#shared/metrics/discrimination';
import type { Evaluation } from '#shared/run';
import RunView from '../../../../src-renderer/views/RunView.vue';
import { createFakeLab, no, ok } from '../fake-lab';
import { showed } from '../screen';
import { anEvaluation, aRun } from '../specimens';

it('shows every figure with the id of its run', async () => {
  const confusion = Array.from({ length: 10 }, (_, row) => Array.from({ length: 10 }, (_, at) => (at === row ? 9 : 0)));
  const run = aRun({ id: 12, status: 'finished', endedAt: 40_000, evaluations: [anEvaluation(confusion)] });
  const lab = createFakeLab({ 'run:get': () => ok(run), 'run:series': () => ok([]) });
  const wrapper = await showed(RunView, { id: 12 }, lab);
  const values = wrapper.findAll('.value').map((value) => value.text());
  expect(values).toEqual([...Array.from({ length: 5 }, () => '1.0000 run 12'), '0.5000 run 12']);
  expect(wrapper.findAll('h2').map((heading) => heading.text())).toEqual(
    expect.arrayContaining(['Result', 'Confusion matrix', 'Classes', 'Design', 'Made on', 'Artefacts']),
  );
  wrapper.unmount();
});

it('shows the honest evaluation first, and marks the one that leaks the label', async () => {
  const honest = anEvaluation([[3, 1], [1, 3]]); // prettier-ignore
  const leaking: Evaluation = { ...anEvaluation([[4, 0], [0, 4]]), protocol: 'class-matched' }; // prettier-ignore
  const discrimination = compareClasses([0, 0, 1, 1, 0, 1], [0, 1, 1, 1, 0, 1], [1, 2]);
  const run = aRun({
    id: 12,
    status: 'finished',
    endedAt: 40_000,
    evaluations: [leaking, { ...honest, protocol: 'duplicates', discrimination }],
  });
  const lab = createFakeLab({ 'run:get': () => ok(run), 'run:series': () => ok([]) });
  const wrapper = await showed(RunView, { id: 12 }, lab);
  expect(wrapper.get('.value').text()).toBe('0.7500 run 12');
  expect(wrapper.text()).toContain('8 test images, each given to both towers');
  const headings = wrapper.findAll('h2').map((heading) => heading.text());
  expect(headings.slice(0, 3)).toEqual([
    'Result',
    'Same or different, by comparing predicted classes',
    'Class-matched test:  leaks the label',
  ]);
  expect(wrapper.get('.leak').text()).toMatch(/1\.0000 run 12.*\+0\.2500 to the honest 0\.7500/);
  wrapper.unmount();
});

it('says why a run has no evaluation', async () => {
  const run = aRun({ id: 12, status: 'cancelled', endedAt: 40_000, epochsDone: 3 });
  const lab = createFakeLab({ 'run:get': () => ok(run), 'run:series': () => ok([]) });
  const wrapper = await showed(RunView, { id: 12 }, lab);
  expect(wrapper.get('h2').text()).toBe('No evaluation');
  expect(wrapper.text()).toContain('Kept: the 3 epochs');
  wrapper.unmount();
});

it('says so when there is no such run', async () => {
  const lab = createFakeLab({ 'run:get': () => no('unknown-run'), 'run:series': () => no('unknown-run') });
  const wrapper = await showed(RunView, { id: 404 }, lab);
  expect(wrapper.get('h2').text()).toBe('There is no run 404');
  wrapper.unmount();
});
