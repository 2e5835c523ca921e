import { fork, type ChildProcess } from 'node:child_process';

import { toFailure, type LabFailure } from '#shared/errors/errors';

import type { WorkerSurroundings } from './worker-surroundings';
import type { ReadMessage } from './process-message';

/** A process beside the lab's own, as the lab sees it, whatever kind of process it is. */
export interface WorkerProcess<Command> {
  readonly send: (command: Command) => void;
  /** At once, without asking. */
  readonly kill: () => void;
  /** Its number, where it may outlive the lab's own process. */
  readonly pid?: number | undefined;
}

export interface WorkerListeners<Event> {
  readonly onEvent: (event: Event) => void;
  /** It said what none of its kind says. It is killed, and nothing more is heard of it than its exit. */
  readonly onMalformed: (failure: LabFailure) => void;
  /** @param how such as "exit code 1" or "signal SIGKILL" */
  readonly onExit: (how: string) => void;
  /** What the process wrote to its standard output and error. */
  readonly onOutput: (text: string) => void;
}

/** Starts one process: the app gives an Electron utility process, the command line a child process. */
export type LaunchWorker<Command, Event> = (
  listeners: WorkerListeners<Event>,
  surroundings?: WorkerSurroundings,
) => WorkerProcess<Command>;

const children = new Set<ChildProcess>();

/** Kills every child process of this program, whatever it is doing. */
export function killWorkers(): void {
  for (const child of children) child.kill('SIGKILL');
}

/**
 * A child process of Node.
 * @param entry the built entry of the process
 * @param read holds what it says against its schema
 * @param node the program; this process's own where it is left out
 */
export function childProcessLauncher<Command extends object, Event>(
  entry: string,
  read: ReadMessage<Event>,
  node: string = process.execPath,
): LaunchWorker<Command, Event> {
  return (listeners, surroundings) => {
    const { onExit, onOutput } = listeners;
    const child = fork(entry, [], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // advanced: typed arrays and numbers such as NaN survive the way
      serialization: 'advanced',
      env: { ...process.env, ...surroundings?.environment },
      execPath: node,
    });
    children.add(child);
    child.stdout?.setEncoding('utf8').on('data', onOutput);
    child.stderr?.setEncoding('utf8').on('data', onOutput);
    child.on('message', distrust(read, listeners, kill));
    child.on('error', (error) => onOutput(error.message));
    child.once('close', (code, signal) => {
      children.delete(child);
      onExit(signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
    return {
      pid: child.pid,
      send: (command) => {
        if (child.connected) child.send(command);
      },
      kill,
    };
    function kill(): void {
      child.kill('SIGKILL');
    }
  };
}

/** Passes on what a process says for as long as it says what it should; kills it otherwise. */
export function distrust<Event>(
  read: ReadMessage<Event>,
  { onEvent, onMalformed }: Pick<WorkerListeners<Event>, 'onEvent' | 'onMalformed'>,
  kill: () => void,
): (message: unknown) => void {
  let isTrusted = true;
  return (message) => {
    if (!isTrusted) return;
    let event: Event;
    try {
      event = read(message);
    } catch (error) {
      isTrusted = false;
      onMalformed(toFailure(error));
      kill();
      return;
    }
    onEvent(event);
  };
}
