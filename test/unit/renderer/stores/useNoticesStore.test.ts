import { expect, it } from 'vitest';

import { useNoticesStore } from '../../../../src-renderer/stores/useNoticesStore';
import { createFakeLab, openLab } from '../fake-lab';

it('says the same failure once while it is still to be read', () => {
  openLab(createFakeLab());
  const store = useNoticesStore();
  const failure = { code: 'internal', message: 'no' } as const;
  store.tell(failure);
  store.tell({ ...failure });
  store.tell({ ...failure, message: 'still no' });
  expect(store.notices.map((notice) => notice.failure.message)).toEqual(['no', 'still no']);
  store.dismiss(store.notices[0]?.id ?? 0);
  store.tell(failure);
  expect(store.notices.map((notice) => notice.failure.message)).toEqual(['still no', 'no']);
});
