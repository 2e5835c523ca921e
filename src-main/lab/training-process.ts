import { fork } from 'node:child_process';

import type { TrainingCommand, TrainingEvent } from '../training/messages';

/** A training process as the scheduler sees it, whatever kind of process it is. */
export interface TrainingProcess {
  readonly send: (command: TrainingCommand) => void;
  /** At once, without asking. */
  readonly kill: () => void;
}

export interface TrainingListeners {
  readonly onEvent: (event: TrainingEvent) => void;
  /** @param how such as "exit code 1" or "signal SIGKILL" */
  readonly onExit: (how: string) => void;
  /** What the process wrote to its standard output and error. */
  readonly onOutput: (text: string) => void;
}

/** Starts one training process: the app gives an Electron utility process, the command line a child process. */
export type LaunchTraining = (listeners: TrainingListeners) => TrainingProcess;

/** Training in a child process of Node. @param entry the built entry of the training process */
export function childProcessLauncher(entry: string): LaunchTraining {
  return ({ onEvent, onExit, onOutput }) => {
    // advanced: typed arrays and numbers such as NaN survive the way
    const child = fork(entry, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' });
    child.stdout?.setEncoding('utf8').on('data', onOutput);
    child.stderr?.setEncoding('utf8').on('data', onOutput);
    child.on('message', (event) => onEvent(event as TrainingEvent));
    child.on('error', (error) => onOutput(error.message));
    child.once('close', (code, signal) => onExit(signal === null ? `exit code ${code}` : `signal ${signal}`));
    return {
      send: (command) => {
        if (child.connected) child.send(command);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
}
