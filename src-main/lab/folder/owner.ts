import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Names a process such that a later process with the same number is not taken for it:
 * `host/number/start time/boot`, the last two as far as the system tells them.
 */
export function ownerOf(pid: number): string {
  return `${hostname()}/${pid}/${startTime(pid) ?? ''}/${bootOf() ?? ''}`;
}

/**
 * Whether the process that an owner names is still there. One of another machine counts as gone: a folder that another
 * machine uses is not opened at all, see `registerProgram`.
 */
export function isAlive(owner: string): boolean {
  const [host, number, started, boot] = owner.split('/');
  const pid = Number(number);
  if (host !== hostname()) return false;
  if (!Number.isInteger(pid) || pid <= 0) return false;
  // an owner that an older lab wrote names no boot
  if (boot !== undefined && boot !== (bootOf() ?? '')) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return started === '' || started === (startTime(pid) ?? '');
}

/** When a process was started, as the system writes it. Undefined where it does not tell (Windows). */
function startTime(pid: number): string | undefined {
  try {
    if (process.platform === 'darwin')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    // in clock ticks since the machine was started: field 22 of /proc/PID/stat, the 20th after the command's name
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...others] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // it has ended, and its parent has not heard of it yet
    return state === 'Z' ? undefined : others[18];
  } catch {
    return undefined;
  }
}

/** Names the time since the machine was started, because clock ticks begin anew with it. */
function bootOf(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined;
  }
}
