import { expect, it } from 'vitest';

import { interruptionQuestion } from '#main/app/interruption';

it('says of a run that would end with the window whether it is trained or paused', () => {
  expect(interruptionQuestion({ id: 7, isPaused: false })).toMatchObject({
    message: 'Run 7 is training.',
    buttons: ['Keep training', 'Close and interrupt'],
  });
  expect(interruptionQuestion({ id: 7, isPaused: true })).toMatchObject({
    message: 'Run 7 is paused.',
    buttons: ['Keep it paused', 'Close and interrupt'],
  });
});
