import { utilityProcess } from 'electron';

import type { LaunchTraining } from '../lab/training-process';
import type { TrainingEvent } from '../training/messages';

/** Training in an Electron utility process. @param entry the built entry of the training process */
export function utilityProcessLauncher(entry: string): LaunchTraining {
  return ({ onEvent, onExit, onOutput }) => {
    const child = utilityProcess.fork(entry, [], { stdio: 'pipe', serviceName: 'Siamese Lab training' });
    child.stdout?.on('data', (chunk: Buffer) => onOutput(chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => onOutput(chunk.toString()));
    child.on('message', (event) => onEvent(event as TrainingEvent));
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
