import { describe, expect, it } from 'vitest';

import type { Executor, RunListener, StartedRun } from '#main/executors/executor';
import { executorOf, EXECUTORS, refuseUnusable } from '#main/executors/executors';
import { heldToContract } from '#main/executors/held-to-contract';
import type { TrainingJob } from '#main/training/messages';

import { DATASETS } from '#shared/datasets/datasets';

import { specOf } from '../database/spec';
import { fakeTraining } from './local/fake-training';
import { ON_PROCESSOR } from './local/on-processor';

const job: TrainingJob = {
  runId: 1,
  spec: specOf(),
  seed: 1,
  datasetFacts: DATASETS.get('shapes'),
  datasetFolder: null,
  runFolder: '/nowhere',
  code: 'test',
  checkpointSeconds: 60,
  ...ON_PROCESSOR,
};
const asked: StartedRun = { cancel: () => undefined, pause: () => undefined, interrupt: () => undefined };

/** Starts a run on an executor that tells what the test wants, and gives what the lab hears of it. */
function hearing(tell: (listener: RunListener) => void) {
  const heard: unknown[] = [];
  const ends: unknown[] = [];
  const executor: Executor = {
    kind: 'toy',
    probe: () => Promise.resolve({ trouble: null }),
    start: (_job, listener) => {
      tell(listener);
      return asked;
    },
  };
  const start = heldToContract(executor, { launchTraining: fakeTraining().launch });
  start(job, {
    onEvent: (event) => heard.push(event),
    onProcess: () => undefined,
    onEnd: (end) => ends.push(end),
  });
  return { heard, ends };
}

/** What a module that no compiler has seen may tell. */
const wrong = (told: unknown): never => told as never;
const epoch = { kind: 'epoch', points: [{ split: 'train', metric: 'loss', epoch: 1, value: 0.5 }] } as const;

describe('an executor that is held to its contract', () => {
  it('has its events passed on in their order, and its end', () => {
    const { heard, ends } = hearing(({ onEvent, onEnd }) => {
      onEvent({ kind: 'paused' });
      onEvent(epoch);
      onEnd({ status: 'finished' });
    });
    expect(heard).toEqual([{ kind: 'paused' }, epoch]);
    expect(ends).toEqual([{ status: 'finished' }]);
  });

  it('ends once, and tells nothing after that', () => {
    const { heard, ends } = hearing(({ onEvent, onEnd }) => {
      onEnd({ status: 'paused' });
      onEnd({ status: 'finished' });
      onEvent(epoch);
    });
    expect(heard).toEqual([]);
    expect(ends).toEqual([{ status: 'paused' }]);
  });

  it.each([
    ['none at all', { kind: 'epoch', points: 'many' }, /executor "toy" is not one that this lab knows.*points/],
    ['none of a run', { kind: 'ended', outcome: { kind: 'finished' } }, /executor "toy" told the event "ended"/],
  ])('fails the run where an event is %s, whatever end it tells', (_, event, message) => {
    const { heard, ends } = hearing(({ onEvent, onEnd }) => {
      expect(() => onEvent(wrong(event))).toThrow(message);
      onEnd({ status: 'finished' });
    });
    expect(heard).toEqual([]);
    const failure = { code: 'invalid-message', message: expect.stringMatching(message) };
    expect(ends).toMatchObject([{ status: 'failed', failure }]);
  });

  it.each([undefined, { status: 'done' }, { status: 'failed' }, { status: 'finished', failure: {} }])(
    'fails the run where the end is %j',
    (end) => {
      const { ends } = hearing(({ onEnd }) => onEnd(wrong(end)));
      expect(ends).toMatchObject([{ status: 'failed', failure: { code: 'invalid-message' } }]);
    },
  );
});

describe('the executors', () => {
  it('are named where one is asked for that is not there', () => {
    expect(executorOf('local').kind).toBe('local');
    expect(() => executorOf('moon')).toThrow(/Received "moon".*local/);
    expect(EXECUTORS.all().map(({ kind }) => kind)).toContain('local');
  });

  it('are refused, with what to do, while they cannot compute', async () => {
    const trouble = 'The cluster does not answer. Log in to it, and try again.';
    const away: Executor = { kind: 'away', probe: () => Promise.resolve({ trouble }), start: () => asked };
    await expect(refuseUnusable(away)).rejects.toThrow(`The executor away cannot be used. ${trouble}`);
    await expect(refuseUnusable(executorOf('local'))).resolves.toBeUndefined();
  });
});
