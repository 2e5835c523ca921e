import { constants } from 'node:os';

import { utilityProcess } from 'electron';

import { LabError } from '#shared/errors/errors';

import { childProcessLauncher, distrust, type LaunchWorker } from '../../processes/worker-process';
import type { ReadMessage } from '../../processes/process-message';

/**
 * An Electron utility process; or, for what needs it, one of Node's own program, which `npm start` names.
 * @param entry the built entry of the process
 * @param read holds what it says against its schema
 * @param serviceName as the system's list of processes shows it
 */
export function utilityProcessLauncher<Command extends object, Event>(
  entry: string,
  read: ReadMessage<Event>,
  serviceName: string,
): LaunchWorker<Command, Event> {
  return (listeners, surroundings) => {
    if (surroundings?.needsNode === true)
      return childProcessLauncher<Command, Event>(entry, read, nodeProgram())(listeners, surroundings);
    const { onExit, onOutput } = listeners;
    const child = utilityProcess.fork(entry, [], {
      stdio: 'pipe',
      serviceName,
      env: { ...process.env, ...surroundings?.environment },
    });
    child.stdout?.on('data', (chunk: Buffer) => onOutput(chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => onOutput(chunk.toString()));
    child.on('message', distrust(read, listeners, kill));
    child.once('exit', (code) => onExit(howOf(code)));
    return {
      send: (command) => child.postMessage(command),
      kill,
    };
    function kill(): void {
      // SIGKILL: native code in the middle of a batch does not hear a polite request
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      else child.kill();
    }
  };
}

/** Except on Windows, Electron tells the number of the signal that ended a process as its exit code. */
function howOf(code: number): string {
  const signal = Object.entries(constants.signals).find(([, number]) => number === code);
  // nothing in the lab leaves with another code than 0 or 1
  return signal === undefined || code === 1 || process.platform === 'win32'
    ? `exit code ${code}`
    : `signal ${signal[0]}`;
}

/** @throws LabError `device-unusable` */
function nodeProgram(): string {
  const program = process.env['SIAMESE_LAB_NODE'];
  if (program !== undefined) return program;
  throw new LabError(
    'device-unusable',
    'WebGPU needs Node\'s own program, and the window was not told where it is. Start the lab with "npm start", or train with "npm run lab -- run".',
  );
}
