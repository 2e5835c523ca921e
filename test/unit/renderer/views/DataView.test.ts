import { expect, it } from 'vitest';

import { DATASETS, type DatasetInfo } from '#shared/datasets';
import DataView from '../../../../src-renderer/views/DataView.vue';
import { createFakeLab, no, ok, settled } from '../fake-lab';
import { showed } from '../screen';

const cifar10: DatasetInfo = { facts: DATASETS.cifar10, state: { kind: 'installed', folder: '/data/cifar' } };
const summary = {
  trainCount: 50_000,
  testCount: 10_000,
  checksum: 'c'.repeat(64),
  folder: '/data/cifar',
  bytes: 184e6,
};

it('shows where a dataset lies, and verifies it when it is asked to', async () => {
  let isSound = true;
  const lab = createFakeLab({
    'dataset:list': () => ok([{ facts: DATASETS.shapes, state: { kind: 'built-in' } }, cifar10]),
    'dataset:summary': () => ok(summary),
    'dataset:sample': () => ok({ indices: [], total: 0 }),
    'dataset:verify': () => (isSound ? ok(cifar10) : no('dataset-damaged', 'A label is wrong.')),
  });
  const wrapper = await showed(DataView, {}, lab);
  expect(wrapper.find('button[title]').exists()).toBe(false);
  await wrapper.get('input[value=cifar10]').setValue();
  await settled();
  expect(wrapper.text()).toMatch(/\/data\/cifar.*184 MB.*c{64}/);
  await wrapper.get('button[title]').trigger('click');
  await settled();
  expect(wrapper.get('[role=status]').text()).toMatch(/^Verified/);
  isSound = false;
  await wrapper.get('button[title]').trigger('click');
  await settled();
  expect(wrapper.find('[role=status]').exists()).toBe(false);
  expect(wrapper.get('[role=alert]').text()).toContain('A label is wrong.');
  wrapper.unmount();
});

it('offers to install what is missing, and asks nothing about it', async () => {
  const lab = createFakeLab({
    'dataset:list': () => ok([{ facts: DATASETS.shapes, state: { kind: 'missing' } }]),
  });
  const wrapper = await showed(DataView, {}, lab);
  expect(wrapper.text()).toContain('Download Shapes');
  expect(lab.asked.map(([name]) => name)).toEqual(['dataset:list']);
  wrapper.unmount();
});
