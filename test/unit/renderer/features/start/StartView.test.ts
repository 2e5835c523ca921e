import type { VueWrapper } from '@vue/test-utils';
import { beforeEach, expect, it } from 'vitest';

import { fewImagesSweep } from '#shared/runs/few-images';
import type { RunGroup } from '#shared/runs/run-list';
import StartView from '../../../../../src-renderer/features/start/StartView.vue';
import { createFakeLab, no, ok, settled, type FakeLab } from '../../fake-lab';
import { showed } from '../../screen';
import { aSpec, aSummary } from '../../specimens';

beforeEach(() => localStorage.clear());

function aGroup(experimentId: number, mean: number | null): RunGroup {
  const accuracy = mean === null ? null : { mean, deviation: null, count: 1 };
  return {
    experimentId,
    runIds: [experimentId],
    first: aSummary({ id: experimentId, status: mean === null ? 'queued' : 'finished' }),
    finishedCount: mean === null ? 0 : 1,
    figures: { accuracy, macroF1: null, epochs: null, duration: null, imagesPerSecond: null },
    metrics: {},
  } as RunGroup;
}

const STOPPED = {
  ...aSummary({ id: 7, status: 'interrupted', endedAt: 9, checkpoint: { epoch: 5, batch: 0 } }),
  spec: aSpec({ training: { epochs: 10 } }),
};

function labWith(answers: Parameters<typeof createFakeLab>[0] = {}): FakeLab {
  return createFakeLab({
    'run:groups': () => ok({ lines: [], total: 0, runCount: 0 }),
    'run:list': () => ok({ runs: [], total: 0 }),
    'study:standing': () => ok({ bundleCount: 2, runIds: [] }),
    ...answers,
  });
}

function button(wrapper: VueWrapper, text: string) {
  const found = wrapper.findAll('button').find((each) => each.text().startsWith(text));
  if (found === undefined) throw new Error(`Received no button "${text}"; expected one.`);
  return found;
}

it('launches one short run on the built-in images, and shows it live', async () => {
  const lab = labWith({ 'experiment:launch': () => ok({ experimentId: 1, runIds: [11] }) });
  const wrapper = await showed(StartView, {}, lab);
  await button(wrapper, 'Train it').trigger('click');
  await settled();
  const launched = lab.asked.find(([name]) => name === 'experiment:launch');
  expect(launched?.[1]).toMatchObject({ spec: { dataset: 'shapes', network: { kind: 'vanilla' } } });
  expect(wrapper.vm.$router.currentRoute.value.fullPath).toBe('/runs/11/live');
});

it('launches the ready sweep under a name, and shows its answer', async () => {
  const named = { name: 'any', createdAt: 0, experimentCount: 6, runCount: 18, finishedCount: 0, openCount: 18 };
  const lab = labWith({
    'experiment:launch-all': ({ specs }) => ok(specs.map((_, place) => ({ experimentId: place, runIds: [place + 1] }))),
    'answer:sweeps': () => ok([3, 12].map((id) => ({ ...named, id }))),
  });
  const wrapper = await showed(StartView, {}, lab);
  await button(wrapper, 'Compare them').trigger('click');
  await settled();
  const launched = lab.asked.find(([name]) => name === 'experiment:launch-all');
  expect(launched?.[1]).toEqual({ specs: fewImagesSweep(), sweep: 'Plain against siamese on few images' });
  expect(wrapper.vm.$router.currentRoute.value.fullPath).toBe('/answers?sweep=12');
});

it('stays where it is when the lab refuses', async () => {
  const lab = labWith({ 'experiment:launch': () => no('queue-full') });
  const wrapper = await showed(StartView, {}, lab);
  await button(wrapper, 'Train it').trigger('click');
  await settled();
  expect(wrapper.vm.$router.currentRoute.value.name).toBe('start');
  expect(button(wrapper, 'Train it').attributes('disabled')).toBeUndefined();
});

it('offers the study, and lists what was launched of late', async () => {
  const groups = [aGroup(2, null), aGroup(1, 0.75)];
  const lines = groups.map((group) => ({ kind: 'group', group, isExpanded: false }) as const);
  const wrapper = await showed(StartView, {}, labWith({ 'run:groups': () => ok({ lines, total: 2, runCount: 2 }) }));
  expect(wrapper.text()).toContain('Open the study');
  const items = wrapper.findAll('section[aria-labelledby="recent-title"] li').map((item) => item.text());
  expect(items).toHaveLength(2);
  expect(items[0]).toMatch(/queued–/);
  expect(items[1]).toMatch(/finished0.7500/);
});

it('says which run stopped before its end, lets it go on, and is told that somebody knows', async () => {
  const lab = labWith({
    'run:list': () => ok({ runs: [STOPPED, aSummary({ id: 6, status: 'interrupted' })], total: 2 }),
    'run:resume': () => ok({ experimentId: 3, runIds: [7] }),
  });
  const wrapper = await showed(StartView, {}, lab);
  const stopped = () => wrapper.findAll('section[aria-labelledby="stopped-title"] li').map((item) => item.text());
  expect(stopped()).toHaveLength(1);
  expect(stopped()[0]).toMatch(/^run 7 stopped at 40%/i);
  await button(wrapper, 'Resume').trigger('click');
  expect(lab.asked).toContainEqual(['run:resume', { id: 7 }]);
  await button(wrapper, 'Not now').trigger('click');
  await settled();
  expect(stopped()).toEqual([]);
});
