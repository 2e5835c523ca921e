import { expect, it } from 'vitest';

import { useDevicesStore } from '../../../../src-renderer/bridge/useDevicesStore';
import { FIRST_SWEEP } from '../../../../src-renderer/draft/sweep-text';
import { useDraftStore } from '../../../../src-renderer/draft/useDraftStore';
import { useNoticesStore } from '../../../../src-renderer/bridge/useNoticesStore';
import { useSweepStore } from '../../../../src-renderer/features/design/useSweepStore';
import { createFakeLab, no, ok, openLab } from '../fake-lab';
import { aSurvey } from '../../shared/surveys';
import { aSpec } from '../specimens';

it('launches the design as it was validated', async () => {
  const lab = createFakeLab({ 'experiment:launch': () => ok({ experimentId: 4, runIds: [9, 10] }) });
  openLab(lab);
  const draft = useDraftStore();
  draft.edit({ fraction: '0.1', seeds: '1-2', epochs: '3' });
  draft.editName(' Tenth ');
  expect(await draft.launch()).toEqual({ experimentId: 4, runIds: [9, 10] });
  const spec = aSpec({
    fraction: 0.1,
    sample: 'drawn',
    seeds: [1, 2],
    training: { epochs: 3, batchSize: 100, learningRate: 0.001 },
  });
  expect(lab.asked).toEqual([['experiment:launch', { spec, name: 'Tenth' }]]);
  // a name is one experiment's
  expect(draft.name).toBe('');
});

it('has one seed, no sweep and no name once it was launched, and what else was typed; seeds and sweep can be taken back', async () => {
  const launched = { experimentId: 4, runIds: [9] };
  openLab(
    createFakeLab({ 'experiment:launch': () => ok(launched), 'experiment:launch-all': () => ok([launched, launched]) }),
  );
  const [draft, sweep] = [useDraftStore(), useSweepStore()];
  draft.edit({ epochs: '3' });
  await draft.launch();
  expect([draft.text.epochs, draft.canTakeBack]).toEqual(['3', false]);
  draft.edit({ seeds: '1-2' });
  sweep.turn(true);
  sweep.edit({ fractions: '0.1, 0.2' });
  draft.editName('Tenths');
  expect(await sweep.launch()).toHaveLength(2);
  expect([draft.text.seeds, draft.text.epochs, draft.sweep, draft.name]).toEqual([
    '1',
    '3',
    { isOn: false, text: FIRST_SWEEP },
    '',
  ]);
  draft.takeBack();
  expect([draft.text.seeds, draft.sweep.text.fractions, draft.name]).toEqual(['1-2', '0.1, 0.2', '']);
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
  draft.startFromRow('C4');
  draft.edit({ seeds: '7' });
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

it.each([
  ['a row', (draft: ReturnType<typeof useDraftStore>) => draft.startFromRow('C4')],
  ['a preset', (draft: ReturnType<typeof useDraftStore>) => draft.startFromStarter('first')],
  ['a run or a file', (draft: ReturnType<typeof useDraftStore>) => draft.startFrom(aSpec())],
  ['nothing', (draft: ReturnType<typeof useDraftStore>) => draft.startOver()],
] as const)('starts from %s with its seeds and without the sweep before it, and takes both back', (_, start) => {
  openLab(createFakeLab());
  const draft = useDraftStore();
  const sweep = useSweepStore();
  draft.edit({ seeds: '3-7' });
  sweep.turn(true);
  sweep.edit({ fractions: '0.1, 0.5' });
  start(draft);
  expect([draft.text.seeds, sweep.isOn, sweep.text]).toEqual(['1', false, FIRST_SWEEP]);
  draft.takeBack();
  expect([draft.text.seeds, sweep.isOn, sweep.text.fractions]).toEqual(['3-7', true, '0.1, 0.5']);
});

it('outlives the window, with its row, its seeds and its sweep', () => {
  openLab(createFakeLab());
  const [draft, sweep] = [useDraftStore(), useSweepStore()];
  draft.startFromRow('C6');
  draft.edit({ seeds: '1-3', epochs: 'ten' });
  sweep.turn(true);
  sweep.edit({ networks: ['vanilla'] });
  openLab(createFakeLab());
  const [again, sweepAgain] = [useDraftStore(), useSweepStore()];
  expect(again).not.toBe(draft);
  expect([again.text, again.origin, again.sweep]).toEqual([draft.text, draft.origin, draft.sweep]);
  expect([again.text.epochs, sweepAgain.isOn, sweepAgain.text.networks]).toEqual(['ten', true, ['vanilla']]);
  expect(useNoticesStore().news).toBeNull();
});

it.each(['no JSON', '{}', '[]', '{"text":{"dataset":"gone"},"origin":null,"sweep":{}}'])(
  'drops a stored design that it does not understand, and says so: %s',
  (stored) => {
    localStorage.setItem('siamese-lab/design/bench', stored);
    openLab(createFakeLab());
    expect(useDraftStore().isUntouched).toBe(true);
    expect(useNoticesStore().news?.key).toBe('design.draftDropped');
  },
);

it('is trained for so many updates or examples, in the whole epochs that come nearest', () => {
  openLab(createFakeLab());
  const draft = useDraftStore();
  draft.startFromRow('C6');
  draft.measureIn('updates');
  // 300 epochs of 49 batches: the same training in another measure is still the row
  expect([draft.budget, draft.spec?.training.epochs, draft.spec?.row]).toEqual([
    { of: 'updates', count: '14700' },
    300,
    'C6',
  ]);
  draft.edit({ permutations: '0' });
  expect([draft.spec?.training.epochs, draft.trainedFor?.updates, draft.spec?.row]).toEqual([1470, 14_700, null]);
  draft.measureIn('examples');
  expect(draft.budget).toEqual({ of: 'examples', count: '7350000' });
  draft.measureIn('epochs');
  expect([draft.text.epochs, draft.budget.of]).toEqual(['1470', 'epochs']);
});

it.each([
  ['', { kind: 'count', received: '' }],
  ['many', { kind: 'count', received: 'many' }],
  ['1.5', { kind: 'count', received: '1.5' }],
  ['0', { kind: 'count', received: '0' }],
  // 10,000 epochs of ten batches are the most
  ['100006', { kind: 'too-many', received: 100_006, most: 100_000 }],
])('has something against "%s" updates, and does not launch', async (count, problem) => {
  openLab(createFakeLab());
  const draft = useDraftStore();
  draft.startFromRow('C3');
  draft.editBudget({ of: 'updates', count });
  expect([draft.budgetProblem, draft.problems.has('epochs'), draft.spec]).toEqual([problem, true, null]);
  expect(await draft.launch()).toBeNull();
});

it('does not trip over epochs that are out of sight', () => {
  openLab(createFakeLab());
  const draft = useDraftStore();
  draft.edit({ epochs: 'ten' });
  draft.measureIn('updates');
  expect([draft.budget.count, draft.spec]).toEqual(['', null]);
  draft.editBudget({ of: 'updates', count: '300' });
  expect([draft.problems.size, draft.trainedFor?.updates]).toEqual([0, 300]);
});
