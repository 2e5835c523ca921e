import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';
import { z } from 'zod';

import { childProcessLauncher, type LaunchWorker } from '#main/processes/worker-process';
import { messageReader } from '#main/processes/process-message';

const read = messageReader(z.strictObject({ loss: z.number() }), 'the test');

async function programOf(source: string): Promise<LaunchWorker<object, { readonly loss: number }>> {
  const file = join(await mkdtemp(join(tmpdir(), 'siamese-lab-worker-')), 'worker.mjs');
  await writeFile(file, source);
  return childProcessLauncher(file, read);
}

/** All that is heard of a process, until it has ended. */
async function heardOf(source: string): Promise<readonly unknown[]> {
  const launch = await programOf(source);
  return new Promise((resolve) => {
    const heard: unknown[] = [];
    launch({
      onEvent: (event) => heard.push(event),
      onMalformed: ({ code, message }) => heard.push({ code, message }),
      onOutput: () => undefined,
      onExit: (how) => resolve([...heard, how]),
    });
  });
}

it('what a process says is passed on in order, and then how it ended', async () => {
  const said = `process.send({ loss: 1 }, () => process.send({ loss: 0.5 }, () => process.exit(3)));`;
  expect(await heardOf(said)).toEqual([{ loss: 1 }, { loss: 0.5 }, 'exit code 3']);
});

it('a process that says what none of its kind says is killed, and not listened to any more', async () => {
  const said = `
    process.send({ loss: 1 });
    process.send({ loss: 'low' });
    process.send({ loss: 0.5 });
    setInterval(() => process.send({ loss: 0.25 }), 5);`;
  expect(await heardOf(said)).toEqual([
    { loss: 1 },
    { code: 'invalid-message', message: expect.stringMatching(/^A message from the test is not one .* loss: /) },
    'signal SIGKILL',
  ]);
});
