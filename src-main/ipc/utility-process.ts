import { utilityProcess } from 'electron';

import type { LaunchWorker } from '../lab/worker-process';

/**
 * An Electron utility process.
 * @param entry the built entry of the process
 * @param serviceName as the system's list of processes shows it
 */
export function utilityProcessLauncher<Command, Event>(
  entry: string,
  serviceName: string,
): LaunchWorker<Command, Event> {
  return ({ onEvent, onExit, onOutput }) => {
    const child = utilityProcess.fork(entry, [], { stdio: 'pipe', serviceName });
    child.stdout?.on('data', (chunk: Buffer) => onOutput(chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => onOutput(chunk.toString()));
    child.on('message', (event) => onEvent(event as Event));
    child.once('exit', (code) => onExit(`exit code ${code}`));
    return {
      send: (command) => child.postMessage(command),
      kill: () => {
        // SIGKILL: native code in the middle of a batch does not hear a polite request
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
        else child.kill();
      },
    };
  };
}
