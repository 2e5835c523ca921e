import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { expect, it } from 'vitest';

import { isAlive, ownerOf } from '#main/lab/folder/owner';

it('an owner is alive as long as its process is', async () => {
  expect(isAlive(ownerOf(process.pid))).toBe(true);
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const owner = ownerOf(child.pid ?? 0);
  expect(isAlive(owner)).toBe(true);
  child.kill();
  await once(child, 'exit');
  expect(isAlive(owner)).toBe(false);
});

it.runIf(process.platform === 'linux')('a later process with the same number is somebody else', () => {
  const [host, pid, started, boot] = ownerOf(process.pid).split('/');
  expect(isAlive(`${host}/${pid}/${Number(started) - 1}/${boot}`)).toBe(false);
  expect(isAlive(`${host}/${pid}/${started}/the-boot-before`)).toBe(false);
});

it.runIf(process.platform === 'linux')('an owner that an older lab wrote is known again', () => {
  const [host, pid, started] = ownerOf(process.pid).split('/');
  expect(isAlive(`${host}/${pid}/${started}`)).toBe(true);
});

it('one of another machine counts as gone: while it is there, nobody else opens its folder', () => {
  expect(isAlive('another-machine/1/1')).toBe(false);
});
