import { describe, expect, it, vi } from 'vitest';

import type { RunListener } from '#main/executors/executor';
import { execute } from '#main/executors/local/execution';

import { specOf } from '../../database/spec';
import { ON_PROCESSOR } from './on-processor';
import { DATASETS } from '#shared/datasets/datasets';
import { fakeTraining } from './fake-training';

const job = {
  runId: 1,
  spec: specOf(),
  seed: 1,
  datasetFacts: DATASETS.get('shapes'),
  datasetFolder: null,
  runFolder: '/nowhere',
  code: 'test',
  ...ON_PROCESSOR,
  checkpointSeconds: 60,
};

function listenerFor(ends: Parameters<RunListener['onEnd']>[0][]): RunListener {
  return { onEvent: () => undefined, onProcess: () => undefined, onEnd: (end) => ends.push(end) };
}

function start() {
  const training = fakeTraining();
  const ends: Parameters<RunListener['onEnd']>[0][] = [];
  const execution = execute(job, listenerFor(ends), training.launch);
  const [child] = training.processes;
  if (child === undefined) throw new Error('No process was started.');
  return { execution, child, ends };
}

describe('the execution of a run', () => {
  it('ends as the training process says, once the process is gone', async () => {
    const { child, ends } = start();
    expect(child.commands).toEqual([{ kind: 'start', job }]);
    child.onEvent({ kind: 'ended', outcome: { kind: 'finished' } });
    expect(ends).toEqual([]);
    await vi.waitFor(() => expect(ends).toEqual([{ status: 'finished' }]));
  });

  it('fails with how the process died and what it wrote last, when it dies by itself', () => {
    const { child, ends } = start();
    child.onOutput('a library has lost its mind');
    child.onExit('signal SIGSEGV');
    expect(ends).toEqual([
      {
        status: 'failed',
        failure: {
          code: 'training-process-died',
          message: expect.stringContaining('ended without a result (signal SIGSEGV)'),
          detail: 'a library has lost its mind',
        },
      },
    ]);
  });

  it.each([
    ["terminate called after throwing an instance of 'std::ba", "d_alloc'\n  what():  std::bad_alloc\n"],
    ['', 'FATAL ERROR: Committing semi space failed. Allocation failed - JavaScript heap out of memory\n'],
  ])('fails with a batch that may fit, when the process died of full memory: %s%s', (first, second) => {
    const { child, ends } = start();
    child.onOutput(first);
    child.onOutput(second);
    child.onOutput(`a trace of the stack\n`.repeat(1000));
    child.onExit('signal SIGABRT');
    const [end] = ends;
    expect(end).toMatchObject({
      status: 'failed',
      failure: {
        code: 'out-of-memory',
        message: expect.stringMatching(/memory of this machine is too small for a batch of 512.*\(--batch 256\)/),
        detail: expect.stringMatching(/(bad_alloc|heap out of memory)[^]*a trace of the stack$/),
      },
    });
  });

  it('says of a process that was killed by others that it may have been for its memory', () => {
    const { child, ends } = start();
    child.onExit('signal SIGKILL');
    expect(ends).toMatchObject([
      {
        failure: {
          code: 'training-process-died',
          message: expect.stringMatching(/memory of the machine is used up.*a smaller batch than 512/),
        },
      },
    ]);
  });

  it('fails when the process says what none does, whatever else it has said', () => {
    const { child, ends } = start();
    child.onOutput('a library has lost its mind');
    child.onEvent({ kind: 'ended', outcome: { kind: 'finished' } });
    child.onMalformed({ code: 'invalid-message', message: 'Not known.' });
    child.onExit('signal SIGKILL');
    const failure = { code: 'invalid-message', message: 'Not known.', detail: 'a library has lost its mind' };
    expect(ends).toEqual([{ status: 'failed', failure }]);
  });

  it('asks politely when it is cancelled, and ends the process that does not listen', () => {
    vi.useFakeTimers();
    const { execution, child } = start();
    execution.cancel();
    execution.cancel();
    expect(child.commands.slice(1)).toEqual([{ kind: 'cancel' }]);
    expect(child.killed).toBe(false);
    vi.advanceTimersByTime(60_000);
    expect(child.killed).toBe(true);
    vi.useRealTimers();
  });

  it('counts as cancelled when the process had to be ended after a cancel', () => {
    const { execution, child, ends } = start();
    execution.cancel();
    child.onExit('signal SIGKILL');
    expect(ends).toEqual([{ status: 'cancelled' }]);
  });

  it('counts as interrupted when the lab closes, whether or not the process could keep how far it was', async () => {
    const failure = { code: 'interrupted', message: 'closed' } as const;
    const kept = start();
    kept.execution.interrupt(failure);
    expect(kept.child.commands.at(-1)).toEqual({ kind: 'pause' });
    kept.child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await vi.waitFor(() => expect(kept.ends).toEqual([{ status: 'interrupted', failure }]));
    vi.useFakeTimers();
    const deaf = start();
    deaf.execution.interrupt(failure);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(deaf.ends).toEqual([{ status: 'interrupted', failure }]);
    vi.useRealTimers();
  });

  it('is paused where the process kept how far it was, and ended', async () => {
    const { execution, child, ends } = start();
    execution.pause();
    child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await vi.waitFor(() => expect(ends).toEqual([{ status: 'paused' }]));
  });

  it('is interrupted, with what it has kept, where somebody else told the process to end', async () => {
    const { child, ends } = start();
    child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    const failure = { code: 'interrupted', message: expect.stringContaining('told to end') };
    await vi.waitFor(() => expect(ends).toEqual([{ status: 'interrupted', failure }]));
  });

  it('is cancelled where the process stopped for another reason first', async () => {
    const { execution, child, ends } = start();
    execution.pause();
    execution.cancel();
    child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await vi.waitFor(() => expect(ends).toEqual([{ status: 'cancelled' }]));
  });

  describe('whose process has unsound kernels', () => {
    const unsound = { code: 'kernels-unsound', message: 'Received two different gradients.' } as const;

    function startUnsound() {
      const training = fakeTraining();
      const ends: Parameters<RunListener['onEnd']>[0][] = [];
      const execution = execute(job, listenerFor(ends), training.launch);
      /** The newest process says that its kernels are unsound, and is gone. */
      const fail = async (): Promise<void> => {
        training.processes.at(-1)?.onEvent({ kind: 'ended', outcome: { kind: 'failed', failure: unsound } });
        await new Promise((resolve) => setImmediate(resolve));
      };
      return { execution, processes: training.processes, ends, fail };
    }

    it('goes on in a fresh process, with the same job', async () => {
      const { processes, ends, fail } = startUnsound();
      await fail();
      expect(processes).toHaveLength(2);
      expect(processes[1]?.commands).toEqual([{ kind: 'start', job }]);
      processes[1]?.onEvent({ kind: 'ended', outcome: { kind: 'finished' } });
      await vi.waitFor(() => expect(ends).toEqual([{ status: 'finished' }]));
    });

    it('fails after three of them, with what to do', async () => {
      const { processes, ends, fail } = startUnsound();
      for (let process = 0; process < 3; process++) await fail();
      expect(processes).toHaveLength(3);
      expect(ends).toEqual([
        {
          status: 'failed',
          failure: {
            code: 'kernels-unsound',
            message: expect.stringMatching(/3 processes in a row.*TF_ENABLE_ONEDNN_OPTS=0.*one thread/),
          },
        },
      ]);
    });

    it('ends where it was cancelled or the lab is closed meanwhile, and stays paused where it was paused', async () => {
      const cancelled = startUnsound();
      cancelled.execution.cancel();
      await cancelled.fail();
      expect(cancelled.ends).toEqual([{ status: 'cancelled' }]);
      const closed = startUnsound();
      const failure = { code: 'interrupted', message: 'closed' } as const;
      closed.execution.interrupt(failure);
      await closed.fail();
      expect(closed.ends).toEqual([{ status: 'interrupted', failure }]);
      const paused = startUnsound();
      paused.execution.pause();
      await paused.fail();
      expect(paused.processes[1]?.commands).toEqual([{ kind: 'start', job }, { kind: 'pause' }]);
    });
  });
});
