import { expect, it } from 'vitest';

import type { Evaluation } from '#shared/runs/run';
import EndedNote from '../../../../src-renderer/one-run/EndedNote.vue';
import { show } from '../screen';
import { anEvaluation, anOwnOutput, aRun } from '../specimens';

it('gives the message of a failure and what is left of the run', () => {
  const failure = { code: 'training-diverged', message: 'The loss was NaN in epoch 3, batch 17.' } as const;
  const text = show(EndedNote, { run: aRun({ status: 'failed', epochsDone: 2, failure }) }).text();
  expect(text).toContain('The training diverged');
  expect(text).toContain(failure.message);
  expect(text).toContain('the 2 epochs that were complete');
});

it('says that nothing is left of a run that ended before its first epoch', () => {
  const text = show(EndedNote, { run: aRun({ status: 'cancelled', epochsDone: 0 }) }).text();
  expect(text).toContain('before its first epoch was complete');
});

it('says when the evaluation will come', () => {
  expect(show(EndedNote, { run: aRun({ status: 'queued' }) }).text()).toContain('waits in the queue');
  expect(show(EndedNote, { run: aRun({ status: 'running' }) }).text()).toContain('is training');
  expect(show(EndedNote, { run: aRun({ status: 'running', pausedAt: 1 }) }).text()).toContain('is paused');
});

it('says on how many images or pairs a finished run was evaluated', () => {
  const textOf = (evaluation: Evaluation): string =>
    show(EndedNote, { run: aRun({ status: 'finished', evaluations: [evaluation] }) }).text();
  expect(textOf(anEvaluation([[3]]))).toContain('Evaluated on 3 test images.');
  expect(textOf(anOwnOutput())).toContain('Evaluated on 200 pairs of test images.');
});
