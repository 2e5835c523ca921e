import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The built command line, as `npm run lab` starts it. */
const CLI = resolve('out/main/cli.js');

export interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export const temporaryHome = (): Promise<string> => mkdtemp(join(tmpdir(), 'siamese-lab-home-'));

const running = new Set<ChildProcess>();

/** For `afterEach`: a test that failed half-way leaves no training behind. */
export function killWhatRuns(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts the command line on a lab's folder of its own. @param cwd the folder in which it is typed */
export function startLab(
  home: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  cwd = process.cwd(),
): Started {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: { ...process.env, SIAMESE_LAB_HOME: home, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = new Promise<Ended>((finish, fail) => {
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', fail);
    child.once('close', (status) => {
      running.delete(child);
      finish({ status, output, errors });
    });
  });
  return { child, ended };
}

export const runLab = (
  home: string,
  args: readonly string[],
  environment?: NodeJS.ProcessEnv,
  cwd?: string,
): Promise<Ended> => startLab(home, args, environment, cwd).ended;

/** The exit status and the error stream of a command whose standard output is a file of the system. */
export async function runLabInto(file: string, home: string, args: readonly string[]): Promise<Omit<Ended, 'output'>> {
  const output = await open(file, 'w');
  try {
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      env: { ...process.env, SIAMESE_LAB_HOME: home },
      stdio: ['ignore', output.fd, 'pipe'],
      encoding: 'utf8',
    });
    return { status, errors: stderr };
  } finally {
    await output.close();
  }
}
