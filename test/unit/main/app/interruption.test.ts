import { expect, it } from 'vitest';

import { interruptionQuestion } from '#main/app/interruption';

it('says which run would end with the window', () => {
  expect(interruptionQuestion({ id: 7 })).toMatchObject({
    message: 'Run 7 is training.',
    buttons: ['Keep training', 'Close and interrupt'],
  });
});
