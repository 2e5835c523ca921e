import { expect, it } from 'vitest';

import { useDevicesStore } from '../../../../src-renderer/stores/useDevicesStore';
import { useDraftStore } from '../../../../src-renderer/stores/useDraftStore';
import { createFakeLab, no, ok, openLab } from '../fake-lab';
import { aSurvey } from '../../shared/surveys';
import { aSpec } from '../specimens';

it('launches the design as it was validated', async () => {
  const lab = createFakeLab({ 'experiment:launch': () => ok({ experimentId: 4, runIds: [9, 10] }) });
  openLab(lab);
  const draft = useDraftStore();
  draft.edit({ fraction: '0.1', seeds: '1-2', epochs: '3' });
  expect(await draft.launch()).toEqual({ experimentId: 4, runIds: [9, 10] });
  const spec = aSpec({ fraction: 0.1, seeds: [1, 2], training: { epochs: 3, batchSize: 100, learningRate: 0.001 } });
  expect(lab.asked).toEqual([['experiment:launch', { spec }]]);
});

it('does not trouble the lab with a design that is not valid', async () => {
  const lab = createFakeLab();
  openLab(lab);
  const draft = useDraftStore();
  draft.edit({ epochs: '0' });
  expect([await draft.launch(), draft.problems.get('epochs'), lab.asked]).toEqual([
    null,
    expect.stringContaining('Received 0; expected'),
    [],
  ]);
});

it('says why the lab refused, until the design is changed', async () => {
  openLab(createFakeLab({ 'experiment:launch': () => no('queue-full') }));
  const draft = useDraftStore();
  await draft.launch();
  expect(draft.failure?.code).toBe('queue-full');
  draft.edit({ seeds: '2' });
  expect(draft.failure).toBeNull();
});

it('counts the images that a fraction stands for, and none for what is no fraction', () => {
  openLab(createFakeLab());
  const draft = useDraftStore();
  draft.edit({ dataset: 'cifar10', fraction: '0.1' });
  expect(draft.imageCount).toBe(5000);
  draft.edit({ fraction: '2' });
  expect(draft.imageCount).toBeNull();
});

it('starts from a stored design', () => {
  openLab(createFakeLab());
  const draft = useDraftStore();
  const stored = aSpec({ dataset: 'cifar10', fraction: 0.5, seeds: [4, 5] });
  draft.startFrom(stored);
  expect(draft.spec).toEqual(stored);
});

it('stands for a row of the deck as long as nothing but its seeds is changed', () => {
  openLab(createFakeLab());
  const draft = useDraftStore();
  draft.edit({ seeds: '7' });
  draft.startFromRow('C4');
  expect(draft.spec).toMatchObject({ row: 'C4', seeds: [7], training: { epochs: 200 }, pairing: { permutations: 1 } });
  expect(draft.samples).toBe(100_000);
  draft.edit({ seeds: '1-5' });
  expect(draft.spec?.row).toBe('C4');
  draft.edit({ towers: 'shared' });
  expect([draft.spec?.row, draft.origin?.row]).toEqual([null, 'C4']);
  draft.edit({ towers: 'separate' });
  expect(draft.spec?.row).toBe('C4');
  draft.startFromRow(null);
  expect([draft.spec?.row, draft.origin]).toEqual([null, null]);
});

it('is not launched on a device that the last test found unusable, and is no less a design for it', async () => {
  const lab = createFakeLab({ 'device:survey': () => ok(aSurvey()), 'experiment:launch': () => no('internal') });
  openLab(lab);
  const draft = useDraftStore();
  await useDevicesStore().load();
  draft.startFrom(aSpec({ compute: { device: 'cuda:1' } }));
  expect(draft.problems.get('device')).toBe('It computes something else. Install a newer driver.');
  expect(draft.spec?.compute.device).toBe('cuda:1');
  expect(await draft.launch()).toBeNull();
  expect(lab.asked.map(([name]) => name)).toEqual(['device:survey']);
});

it('keeps the device that was chosen when a preset fills the rest', () => {
  openLab(createFakeLab());
  const draft = useDraftStore();
  draft.edit({ device: 'cpu', threads: '2' });
  draft.startFromRow('C4');
  expect(draft.spec).toMatchObject({ row: 'C4', compute: { device: 'cpu', threads: 2 } });
  draft.startFromStarter('first');
  expect(draft.spec?.compute).toMatchObject({ device: 'cpu', threads: 2 });
});

it('keeps the row of a stored design that has fewer epochs than the deck', () => {
  openLab(createFakeLab());
  const draft = useDraftStore();
  draft.startFrom(aSpec({ dataset: 'cifar10', row: 'C1', training: { epochs: 12 } }));
  expect(draft.spec).toMatchObject({ row: 'C1', training: { epochs: 12 } });
});
