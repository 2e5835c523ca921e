import { describe, expect, it } from 'vitest';

import { DATASETS, type DatasetInfo } from '#shared/datasets/datasets';
import type { Reply } from '#shared/contract/ipc';
import { useDatasetsStore } from '../../../../src-renderer/bridge/useDatasetsStore';
import { createFakeLab, later, no, ok, openLab } from '../fake-lab';

const MISSING: DatasetInfo = { facts: DATASETS.get('cifar10'), state: { kind: 'missing' } };
const INSTALLED: DatasetInfo = {
  facts: DATASETS.get('cifar10'),
  state: { kind: 'installed', folder: '/data/cifar10' },
};

describe('an installation', () => {
  it('shows its progress and ends with the dataset installed', async () => {
    const answer = later<Reply<DatasetInfo>>();
    const lab = createFakeLab({ 'dataset:list': () => ok([MISSING]), 'dataset:install': () => answer.value });
    openLab(lab);
    const store = useDatasetsStore();
    await store.load();
    const installation = store.install('cifar10');
    const progress = { dataset: 'cifar10', phase: 'downloading', doneBytes: 5, totalBytes: 10 } as const;
    lab.tell('dataset:progress', progress);
    expect(store.installations.get('cifar10')).toEqual({ from: 'download', progress, isCancelling: false });
    answer.give(ok(INSTALLED));
    await installation;
    expect([store.stateOf('cifar10'), store.installations.size]).toEqual([INSTALLED.state, 0]);
  });

  it('keeps the failure beside the dataset until the next attempt', async () => {
    const answers = [no('download-failed'), ok(INSTALLED)];
    openLab(createFakeLab({ 'dataset:install': () => answers.shift() ?? no('internal') }));
    const store = useDatasetsStore();
    await store.install('cifar10');
    expect(store.failures.get('cifar10')?.code).toBe('download-failed');
    await store.install('cifar10');
    expect(store.failures.size).toBe(0);
  });

  it('is not a failure when the person cancelled it', async () => {
    const answer = later<Reply<DatasetInfo>>();
    const lab = createFakeLab({
      'dataset:install': () => answer.value,
      'dataset:cancel-install': () => ok(null),
    });
    openLab(lab);
    const store = useDatasetsStore();
    const installation = store.install('cifar10');
    await store.cancelInstall('cifar10');
    expect(store.installations.get('cifar10')?.isCancelling).toBe(true);
    answer.give(no('cancelled'));
    await installation;
    expect([store.installations.size, store.failures.size]).toEqual([0, 0]);
  });

  it('is asked for once, however often the button is pressed', async () => {
    const answer = later<Reply<DatasetInfo>>();
    const lab = createFakeLab({ 'dataset:install': () => answer.value });
    openLab(lab);
    const store = useDatasetsStore();
    const first = store.install('cifar10');
    await store.install('cifar10');
    answer.give(ok(INSTALLED));
    await first;
    expect(lab.asked).toHaveLength(1);
  });
});

it('changes nothing when the person closes the dialog of an import', async () => {
  openLab(createFakeLab({ 'dataset:list': () => ok([MISSING]), 'dataset:import': () => ok(null) }));
  const store = useDatasetsStore();
  await store.load();
  await store.importFrom('cifar10', 'archive');
  expect([store.stateOf('cifar10'), store.failures.size]).toEqual([{ kind: 'missing' }, 0]);
});
