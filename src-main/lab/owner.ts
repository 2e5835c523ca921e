import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Names a process of this machine such that a later process with the same number is not taken for it:
 * `host/number/start time`, where the system tells the start time (Linux).
 */
export function ownerOf(pid: number): string {
  return `${hostname()}/${pid}/${startTime(pid) ?? ''}`;
}

export function isOfThisMachine(owner: string): boolean {
  return owner.split('/')[0] === hostname();
}

/** Whether the process that an owner names is still there. One on another machine is taken to be. */
export function isAlive(owner: string): boolean {
  const [, number, started] = owner.split('/');
  const pid = Number(number);
  if (!isOfThisMachine(owner)) return true;
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return started === '' || started === (startTime(pid) ?? '');
}

/** In clock ticks since the machine was started: field 22 of /proc/PID/stat, the 20th after the command's name. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
