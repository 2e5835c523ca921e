import { expect, it } from 'vitest';

import type { Reply } from '#shared/contract/ipc';
import { latest } from '../../../../src-renderer/bridge/latest';
import { later, no, ok } from '../fake-lab';

it('keeps the answer to the last question, however the answers arrive', async () => {
  const answers = [later<Reply<string>>(), later<Reply<string>>()] as const;
  const shown = latest((query: 0 | 1) => answers[query].value);
  const [first, second] = [shown.ask(0), shown.ask(1)];
  expect(shown.isAsking.value).toBe(true);
  answers[1].give(ok('second'));
  await second;
  answers[0].give(ok('first'));
  await first;
  expect([shown.value.value, shown.isAsking.value]).toEqual(['second', false]);
});

it('forgets what it has when it is refused, and what is under way when it is cleared', async () => {
  const shown = latest((query: boolean) => Promise.resolve(query ? ok(1) : no('dataset-missing')));
  await shown.ask(true);
  await shown.ask(false);
  expect([shown.value.value, shown.failure.value?.code]).toEqual([null, 'dataset-missing']);
  const asked = shown.ask(true);
  shown.clear();
  await asked;
  expect([shown.value.value, shown.failure.value, shown.isAsking.value]).toEqual([null, null, false]);
});
