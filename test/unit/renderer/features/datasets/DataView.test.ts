import { expect, it } from 'vitest';

import { DATASETS, type DatasetInfo } from '#shared/datasets/datasets';
import DataView from '../../../../../src-renderer/features/datasets/DataView.vue';
import { createFakeLab, no, ok, settled } from '../../fake-lab';
import { showed } from '../../screen';

const cifar10: DatasetInfo = { facts: DATASETS.get('cifar10'), state: { kind: 'installed', folder: '/data/cifar' } };
const verified: DatasetInfo = {
  facts: DATASETS.get('cifar10'),
  state: {
    kind: 'installed',
    folder: '/data/cifar',
    findings: { bytes: 'not-official', sharedImages: 3, verifiedAt: 1_700_000_000_000 },
  },
};
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
    'dataset:list': () => ok([{ facts: DATASETS.get('shapes'), state: { kind: 'built-in' } }, cifar10]),
    'dataset:summary': () => ok(summary),
    'dataset:sample': () => ok({ indices: [], total: 0 }),
    'dataset:verify': () => (isSound ? ok(verified) : no('dataset-damaged', 'A label is wrong.')),
  });
  const wrapper = await showed(DataView, {}, lab);
  expect(wrapper.find('button[title]').exists()).toBe(false);
  await wrapper.get('input[value=cifar10]').setValue();
  await settled();
  expect(wrapper.text()).toMatch(/\/data\/cifar.*184 MB.*c{64}/);
  expect(wrapper.text()).toContain('Not verified yet');
  await wrapper.get('button[title]').trigger('click');
  await settled();
  expect(
    wrapper
      .get('[role=status]')
      .findAll('li')
      .map((line) => [line.text(), line.classes().includes('good')]),
  ).toEqual([
    [expect.stringMatching(/^Verified/), true],
    ['These are not the official bytes: something in them differs from what its authors published.', false],
    ['3 test images are training images too, pixel by pixel.', false],
  ]);
  isSound = false;
  await wrapper.get('button[title]').trigger('click');
  await settled();
  expect(wrapper.find('[role=status]').exists()).toBe(false);
  expect(wrapper.get('[role=alert]').text()).toContain('A label is wrong.');
  wrapper.unmount();
});

it('explains the column of the difference by its name', async () => {
  const lab = createFakeLab({
    'dataset:list': () => ok([{ facts: DATASETS.get('shapes'), state: { kind: 'built-in' } }]),
    'dataset:summary': () => ok({ ...summary, folder: null }),
    'dataset:sample': () => ok({ indices: [], total: 0 }),
    'dataset:labels': () => ok(Uint8Array.from({ length: 5_000 }, (_, image) => Math.floor(image / 500))),
  });
  const wrapper = await showed(DataView, {}, lab);
  await wrapper.get('input[value=classes]').setValue();
  await settled();
  const heads = wrapper.findAll('thead th').map((head) => head.text());
  const named = /“(.+)” is the difference/.exec(wrapper.text())?.[1] ?? '';
  expect(heads.indexOf(named)).toBe(4);
  expect(wrapper.findAll('tbody tr')[0]?.findAll('th, td')[4]?.text()).toBe('+450');
  wrapper.unmount();
});

it('says what a download waits for, and can be cancelled meanwhile', async () => {
  const lab = createFakeLab({
    'dataset:list': () => ok([{ facts: DATASETS.get('cifar10'), state: { kind: 'missing' } }]),
    'dataset:install': () => new Promise(() => undefined),
    'dataset:cancel-install': () => ok(null),
  });
  const wrapper = await showed(DataView, {}, lab);
  await wrapper.get('input[value=cifar10]').setValue();
  await settled();
  await wrapper
    .findAll('button')
    .find((button) => button.text().startsWith('Download'))
    ?.trigger('click');
  const waiting = { host: 'www.cs.toronto.edu', attempt: 2, attempts: 3, seconds: 10 };
  lab.tell('dataset:progress', { dataset: 'cifar10', phase: 'downloading', doneBytes: 0, waiting });
  await settled();
  expect(wrapper.text()).toContain(
    'Waiting for www.cs.toronto.edu to answer: attempt 2 of 3, at most 10 seconds each.',
  );
  await wrapper
    .findAll('button')
    .find((button) => button.text() === 'Cancel the download')
    ?.trigger('click');
  await settled();
  expect(lab.asked.at(-1)).toEqual(['dataset:cancel-install', { dataset: 'cifar10' }]);
  wrapper.unmount();
});

it('offers to install what is missing, and asks nothing about it', async () => {
  const lab = createFakeLab({
    'dataset:list': () => ok([{ facts: DATASETS.get('shapes'), state: { kind: 'missing' } }]),
  });
  const wrapper = await showed(DataView, {}, lab);
  expect(wrapper.text()).toContain('Download Shapes');
  expect(lab.asked.map(([name]) => name)).toEqual(['dataset:list']);
  wrapper.unmount();
});
