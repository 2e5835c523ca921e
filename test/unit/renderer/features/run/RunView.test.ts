import type { VueWrapper } from '@vue/test-utils';
import { expect, it } from 'vitest';

import { compareClasses } from '#shared/metrics/discrimination';
import type { Evaluation, SeriesPoint } from '#shared/runs/run';
import RunView from '../../../../../src-renderer/features/run/RunView.vue';
import { createFakeLab, no, ok, settled } from '../../fake-lab';
import { showed } from '../../screen';
import { anEvaluation, anOwnOutput, aRun, aSpec } from '../../specimens';

/** Shows a part of the page. @returns its headings */
async function openTab(wrapper: VueWrapper, tab: string): Promise<readonly string[]> {
  await wrapper.vm.$router.push({ query: { tab } });
  await settled();
  return wrapper.findAll('h2').map((heading) => heading.text());
}

it('shows every figure with the id of its run', async () => {
  const confusion = Array.from({ length: 10 }, (_, row) => Array.from({ length: 10 }, (_, at) => (at === row ? 9 : 0)));
  const run = aRun({ id: 12, status: 'finished', endedAt: 40_000, evaluations: [anEvaluation(confusion)] });
  const lab = createFakeLab({ 'run:get': () => ok(run), 'run:series': () => ok([]) });
  const wrapper = await showed(RunView, { id: 12 }, lab);
  const values = wrapper.findAll('.value').map((value) => value.text());
  // where classes are equally many, a figure is said once
  expect(values).toEqual([...Array.from({ length: 3 }, () => '1.0000 run 12'), '0.5000 run 12']);
  expect(wrapper.text()).toContain('Balanced over the classes it is the same.');
  expect(wrapper.findAll('[role="tab"]').map((each) => each.text())).toEqual([
    'Overview',
    'Errors',
    'Design',
    'Log and files',
  ]);
  expect(await openTab(wrapper, 'errors')).toEqual(expect.arrayContaining(['Confusion matrix', 'Classes']));
  expect(await openTab(wrapper, 'design')).toEqual(expect.arrayContaining(['Design', 'Made on']));
  expect(await openTab(wrapper, 'log')).toContain('Artefacts');
  expect((await openTab(wrapper, 'nonsense'))[0]).toBe('Result');
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
  expect(wrapper.get('h2').text()).toBe('Result');
  const headings = await openTab(wrapper, 'pairs');
  for (const later of ['Same or different, by comparing predicted classes', 'Class-matched test:  leaks the label']) {
    expect(headings).toContain(later);
  }
  expect(wrapper.get('.leak').text()).toMatch(/1\.0000 run 12.*\+0\.2500 to the honest 0\.7500/);
  wrapper.unmount();
});

it('leads with the own output of a network that tells "same", and shows no classes where it has none', async () => {
  const spec = aSpec({ network: { kind: 'discrimination' } });
  const random = anOwnOutput({ protocol: 'random-permutation' });
  const run = aRun({ id: 12, spec, status: 'finished', endedAt: 40_000, evaluations: [anOwnOutput(), random] });
  const series: readonly SeriesPoint[] = [{ split: 'train', metric: 'loss', epoch: 1, value: 0.5 }];
  const lab = createFakeLab({ 'run:get': () => ok(run), 'run:series': () => ok(series) });
  const wrapper = await showed(RunView, { id: 12 }, lab);
  const headings = wrapper.findAll('h2').map((heading) => heading.text());
  expect(headings.slice(0, 2)).toEqual(['Result: same or different, by the network’s own output', 'Curves']);
  expect(wrapper.findAll('[role="tab"]').map((each) => each.text())).not.toContain('Errors');
  expect(wrapper.text()).toContain('on rotation 1 of the test set alone');
  expect(wrapper.text()).toContain('Accuracy of “same”');
  const pairs = await openTab(wrapper, 'pairs');
  expect(pairs[0]).toBe('Threshold');
  expect(pairs).toContain('The same with random partners');
  await openTab(wrapper, 'design');
  expect(wrapper.text()).toMatch(
    /Pairingrotations.*Rotations1, 2.*Weight of “same”2, where.*Training pairs10,000 in an epoch/,
  );
  wrapper.unmount();
});

it('shows a network with two outputs by its task first, and each half of it', async () => {
  const spec = aSpec({ network: { kind: 'joint' }, task: 'discrimination' });
  const whole = anEvaluation([[3, 1], [1, 3]]); // prettier-ignore
  const evaluations: readonly Evaluation[] = [
    anOwnOutput(),
    { ...whole, protocol: 'duplicates' },
    { ...whole, protocol: 'tower-a' },
  ];
  const run = aRun({ id: 12, spec, status: 'finished', endedAt: 40_000, evaluations });
  const lab = createFakeLab({ 'run:get': () => ok(run), 'run:series': () => ok([]) });
  const wrapper = await showed(RunView, { id: 12 }, lab);
  const headings = wrapper.findAll('h2').map((heading) => heading.text());
  expect(headings.slice(0, 2)).toEqual(['Result: same or different, by the network’s own output', 'By class']);
  expect(await openTab(wrapper, 'errors')).toEqual(expect.arrayContaining(['Confusion matrix', 'Classes']));
  const pairs = await openTab(wrapper, 'pairs');
  for (const later of ['Threshold', 'Each half of the cut network alone']) expect(pairs).toContain(later);
  wrapper.unmount();
});

it('says of a run that answers as chance would that it learned nothing, and why', async () => {
  const allOne = Array.from({ length: 4 }, () => [25, 0, 0, 0]);
  const run = aRun({
    id: 12,
    status: 'finished',
    endedAt: 40_000,
    epochsDone: 90,
    evaluations: [anEvaluation(allOne)],
  });
  const lab = createFakeLab({ 'run:get': () => ok(run), 'run:series': () => ok([]) });
  const wrapper = await showed(RunView, { id: 12 }, lab);
  expect(wrapper.get('[role="note"]').text()).toMatch(/learned nothing.*the same to everything/);
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

it('marks a result that was chosen by the test set, and shows what a run started from and kept', async () => {
  const spec = aSpec({ training: { keep: 'best-validation' } });
  const machine = {
    processor: 'p',
    cores: 2,
    memoryBytes: 1e9,
    platform: 'x',
    runtime: 'r',
    device: 'd',
    engine: 'e',
    libraries: {},
    code: 'c',
  };
  const facts = {
    parameterCount: 1,
    trainCount: 90,
    testCount: 10,
    datasetChecksum: 'a',
    machine,
    heldOutCount: 1234,
    startingWeights: { name: 'vgg19-imagenet', file: 'vgg19.h5', sha256: 'f00d' },
    keptEpoch: 7,
  } as const;
  const evaluations = [anEvaluation([[3, 1], [1, 3]])]; // prettier-ignore
  const run = aRun({ id: 12, status: 'finished', endedAt: 40_000, spec, facts, evaluations });
  const lab = createFakeLab({ 'run:get': () => ok(run), 'run:series': () => ok([]) });
  const wrapper = await showed(RunView, { id: 12 }, lab);
  expect(wrapper.get('.chosen').text()).toMatch(
    /^Chosen by the test set\. The loss on the test set decided whose epoch/,
  );
  await openTab(wrapper, 'design');
  for (const text of ['of epoch 7', '1,234', 'VGG19’s ImageNet weights, vgg19.h5', 'f00d']) {
    expect(wrapper.text()).toContain(text);
  }
  wrapper.unmount();
});

it('marks nothing where the test set has chosen nothing', async () => {
  const evaluations = [anEvaluation([[3, 1], [1, 3]])]; // prettier-ignore
  const run = aRun({ id: 12, status: 'finished', endedAt: 40_000, evaluations });
  const lab = createFakeLab({ 'run:get': () => ok(run), 'run:series': () => ok([]) });
  const wrapper = await showed(RunView, { id: 12 }, lab);
  expect(wrapper.find('.chosen').exists()).toBe(false);
  wrapper.unmount();
});

it('lets a run go on from its checkpoint, and offers another try where there is none or the seed is taken', async () => {
  const labWith = (change: Parameters<typeof aRun>[0]): ReturnType<typeof createFakeLab> =>
    createFakeLab({
      'run:get': () => ok(aRun({ id: 12, status: 'interrupted', endedAt: 40_000, ...change })),
      'run:series': () => ok([]),
      'run:resume': () => ok({ experimentId: 3, runIds: [12] }),
      'run:retry': () => ok({ experimentId: 3, runIds: [13] }),
    });
  const offered = async (change: Parameters<typeof aRun>[0]) => {
    const lab = labWith(change);
    const wrapper = await showed(RunView, { id: 12 }, lab);
    const buttons = wrapper.findAll('button').filter((button) => ['Resume', 'Try again'].includes(button.text()));
    await buttons[0]?.trigger('click');
    await settled();
    wrapper.unmount();
    return { texts: buttons.map((button) => button.text()), asked: lab.asked.map(([name]) => name) };
  };
  const stopped = await offered({ checkpoint: { epoch: 3, batch: 1 } });
  expect(stopped.texts).toEqual(['Resume', 'Try again']);
  expect(stopped.asked).toContain('run:resume');
  const lost = await offered({ checkpoint: null });
  expect(lost.texts).toEqual(['Try again']);
  expect(lost.asked).toContain('run:retry');
  expect((await offered({ checkpoint: { epoch: 3, batch: 1 }, isReplaced: true })).texts).toEqual([]);
});
