import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { createInspection, type LaunchInspection } from '#main/inspection/inspection';
import type { InspectionAnswer, InspectionCommand } from '#main/inspection/messages';
import type { LabFailure } from '#shared/errors/errors';

const IDLE_MS = 1000;
const question = { dataset: 'shapes', folder: null, split: 'test' } as const;

/** Processes that answer when the test says so. */
function fakeWorkers() {
  const workers: {
    readonly commands: InspectionCommand[];
    killed: boolean;
    readonly answer: (answer: InspectionAnswer) => void;
    readonly say: (failure: LabFailure) => void;
    readonly die: () => void;
  }[] = [];
  const launch: LaunchInspection = ({ onEvent, onExit, onMalformed }) => {
    const worker = {
      commands: [] as InspectionCommand[],
      killed: false,
      answer: onEvent,
      say: onMalformed,
      die: () => onExit('signal SIGKILL'),
    };
    workers.push(worker);
    return {
      send: (command) => {
        worker.commands.push(command);
      },
      kill: () => {
        worker.killed = true;
      },
    };
  };
  return { workers, launch };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('starts one process, and gives each question its own answer', async () => {
  const { workers, launch } = fakeWorkers();
  const inspection = createInspection(launch, IDLE_MS);
  const answers = Promise.all([inspection.ask('labels', question), inspection.ask('labels', question)]);
  const [worker] = workers;
  const [one, other] = worker?.commands ?? [];
  worker?.answer({ id: other?.id ?? 0, reply: { ok: true, value: Uint8Array.of(2) } });
  worker?.answer({ id: one?.id ?? 0, reply: { ok: true, value: Uint8Array.of(1) } });
  expect(await answers).toEqual([Uint8Array.of(1), Uint8Array.of(2)]);
  expect(workers).toHaveLength(1);
});

it('passes on what was refused', async () => {
  const { workers, launch } = fakeWorkers();
  const answer = createInspection(launch, IDLE_MS).ask('labels', question);
  workers[0]?.answer({ id: 1, reply: { ok: false, failure: { code: 'dataset-missing', message: 'Not there.' } } });
  await expect(answer).rejects.toMatchObject({ code: 'dataset-missing', message: 'Not there.' });
});

it('refuses what is no answer to the question', async () => {
  const { workers, launch } = fakeWorkers();
  const answer = createInspection(launch, IDLE_MS).ask('labels', question);
  workers[0]?.answer({ id: 1, reply: { ok: true, value: 'the labels' } });
  await expect(answer).rejects.toMatchObject({ code: 'invalid-message' });
});

it('refuses whoever waits when the process says what it should not, and starts another for the next question', async () => {
  const { workers, launch } = fakeWorkers();
  const inspection = createInspection(launch, IDLE_MS);
  const lost = inspection.ask('labels', question);
  workers[0]?.say({ code: 'invalid-message', message: 'Not known.' });
  workers[0]?.die();
  await expect(lost).rejects.toMatchObject({ code: 'invalid-message', message: 'Not known.' });
  const answer = inspection.ask('labels', question);
  workers[1]?.answer({ id: 2, reply: { ok: true, value: Uint8Array.of(3) } });
  expect(await answer).toEqual(Uint8Array.of(3));
});

it('refuses whoever waits when the process dies, and starts another for the next question', async () => {
  const { workers, launch } = fakeWorkers();
  const inspection = createInspection(launch, IDLE_MS);
  const lost = inspection.ask('labels', question);
  workers[0]?.die();
  await expect(lost).rejects.toMatchObject({ code: 'inspection-process-died' });
  const answer = inspection.ask('labels', question);
  workers[1]?.answer({ id: 2, reply: { ok: true, value: Uint8Array.of(3) } });
  expect(await answer).toEqual(Uint8Array.of(3));
});

it('ends the process once nobody has asked for a while, never while somebody waits', async () => {
  const { workers, launch } = fakeWorkers();
  const inspection = createInspection(launch, IDLE_MS);
  const answer = inspection.ask('labels', question);
  vi.advanceTimersByTime(10 * IDLE_MS);
  expect(workers[0]?.killed).toBe(false);
  workers[0]?.answer({ id: 1, reply: { ok: true, value: Uint8Array.of(1) } });
  await answer;
  vi.advanceTimersByTime(IDLE_MS - 1);
  expect(workers[0]?.killed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(workers[0]?.killed).toBe(true);
});
