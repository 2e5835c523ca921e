import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterEach, describe, expect, it } from 'vitest';

import type { Queue } from '#shared/contract/ipc';
import type { LabFailure } from '#shared/errors/errors';
import { ownerOf } from '#main/lab/folder/owner';
import { programsOn, registerProgram } from '#main/lab/folder/programs';

import { killWhatRuns, runLab, startLab, temporaryHome } from '../integration/lab-process';

afterEach(killWhatRuns);

/** What a program writes into `open`, as one of another machine or of a dead process would have. */
async function pretend(home: string, entry: object, age: number): Promise<void> {
  const file = join(home, 'open', `${Math.random()}.json`);
  await mkdir(join(home, 'open'), { recursive: true });
  const whole = { program: 'window', pid: 4711, machine: hostname(), since: 0, owner: 'somebody', ...entry };
  await writeFile(file, JSON.stringify(whole));
  const at = new Date(Date.now() - age);
  await utimes(file, at, at);
}

describe('a folder that a program has open', () => {
  it('names the program, its process and its machine to the others, and forgets one that was killed', async () => {
    const home = await temporaryHome();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await pretend(home, { pid: child.pid, owner: ownerOf(child.pid ?? 0) }, 0);
    const mine = registerProgram(home, 'command line', 1000);
    expect(mine.others()).toEqual([
      expect.objectContaining({ program: 'window', pid: child.pid, machine: hostname() }),
    ]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(mine.others()).toEqual([]);
    mine.close();
    expect(await readdir(join(home, 'open'))).toEqual([]);
  });

  it('is not taken for that of a later process with the same number', async () => {
    const home = await temporaryHome();
    const [host, pid, started, boot] = ownerOf(process.pid).split('/');
    await pretend(home, { pid: process.pid, owner: `${host}/${pid}/${Number(started) - 1}/${boot}` }, 0);
    expect(programsOn(home)).toEqual([]);
  });

  it('is refused to another machine for as long as that one shows signs of life', async () => {
    const home = await temporaryHome();
    await pretend(home, { machine: 'the-other-machine' }, 5000);
    expect(() => registerProgram(home, 'window', 0)).toThrow(
      /open on another machine: the window \(process 4711 on the-other-machine, since 1970-01-01 00:00 UTC\)/,
    );
    const old = await temporaryHome();
    await pretend(old, { machine: 'the-other-machine' }, 120_000);
    registerProgram(old, 'window', 0).close();
  });
});

describe('two programs on one folder', { timeout: 300_000 }, () => {
  it('never train at once: the second tells who trains, and a backup is not restored under them', async () => {
    const home = await temporaryHome();
    const small = ['--dataset', 'shapes', '--fraction', '0.02', '--batch', '50'];
    const first = startLab(home, ['run', ...small, '--epochs', '5000']);
    let queue: Queue | undefined;
    while ((queue?.running ?? null) === null) {
      await wait(300);
      const { status, output } = await runLab(home, ['queue', '--json']);
      if (status === 0) queue = JSON.parse(output) as Queue;
    }
    expect(queue?.trainedBy).toMatchObject({ program: 'command line', pid: first.child.pid, machine: hostname() });
    const restored = await runLab(home, ['backups', 'restore', 'latest', '--json']);
    const { failure } = JSON.parse(restored.output) as { readonly failure: LabFailure };
    expect(failure.code).toBe('home-in-use');
    expect(failure.message).toContain(`the command line (process ${first.child.pid} on ${hostname()}`);

    const second = startLab(home, ['run', ...small, '--epochs', '1', '--seed', '2', '--json']);
    await new Promise<void>((resolve) => {
      second.child.stderr?.on('data', (text: string) => {
        if (text.includes('is trained by')) resolve();
      });
    });
    first.child.kill('SIGKILL');
    const { status, output, errors } = await second.ended;
    expect(status, errors).toBe(0);
    expect(errors).toContain(`Run 1 is trained by the command line (process ${first.child.pid}`);
    expect(JSON.parse(output)).toMatchObject({ id: 2, status: 'finished' });
    const shown = JSON.parse((await runLab(home, ['show', '1', '--json'])).output) as { readonly status: string };
    expect(shown.status).toBe('interrupted');
  });
});
