import { expect, it } from 'vitest';

import { useDesignFileStore } from '../../../../../src-renderer/features/design/useDesignFileStore';
import { useDraftStore } from '../../../../../src-renderer/draft/useDraftStore';
import { useNoticesStore } from '../../../../../src-renderer/bridge/useNoticesStore';
import { createFakeLab, no, ok, openLab } from '../../fake-lab';
import { aSpec } from '../../specimens';

it('puts the design of a file on the bench, and offers to take it back', async () => {
  const spec = aSpec({ fraction: 0.25, training: { epochs: 9 } });
  openLab(createFakeLab({ 'design:import': () => ok({ file: '/home/ada/design.json', spec }) }));
  const draft = useDraftStore();
  draft.edit({ epochs: '3' });
  await useDesignFileStore().importDesign();
  expect(draft.spec).toEqual(spec);
  const { news } = useNoticesStore();
  expect(news?.named).toEqual({ file: '/home/ada/design.json' });
  news?.action?.run();
  expect([draft.text.epochs, draft.canTakeBack]).toEqual(['3', false]);
});

it.each([['a refusal', () => no('invalid-spec')] as const, ['a change of mind', () => ok(null)] as const])(
  'leaves the bench as it is after %s',
  async (_, answer) => {
    openLab(createFakeLab({ 'design:import': answer }));
    const draft = useDraftStore();
    draft.edit({ epochs: '3' });
    await useDesignFileStore().importDesign();
    expect([draft.text.epochs, draft.canTakeBack]).toEqual(['3', false]);
  },
);
