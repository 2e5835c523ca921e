import type { LaunchTraining, TrainingListeners } from '#main/executors/local/training-process';
import type { TrainingCommand } from '#main/training/messages';

/** A training process that does what the test says, and remembers what it was told. */
export interface FakeTraining {
  readonly launch: LaunchTraining;
  readonly processes: FakeProcess[];
}

export interface FakeProcess extends TrainingListeners {
  readonly commands: TrainingCommand[];
  killed: boolean;
}

export function fakeTraining(): FakeTraining {
  const processes: FakeProcess[] = [];
  return {
    processes,
    launch: (listeners) => {
      const fake: FakeProcess = { ...listeners, commands: [], killed: false };
      processes.push(fake);
      return {
        send: (command) => fake.commands.push(command),
        kill: () => {
          if (fake.killed) return;
          fake.killed = true;
          queueMicrotask(() => listeners.onExit('signal SIGKILL'));
        },
      };
    },
  };
}
