import type { DeviceAnswer, DeviceCommand } from '#main/devices/messages';
import type { LaunchDevice } from '#main/lab/devices/device-probe';
import type { WorkerSurroundings } from '#main/processes/worker-surroundings';
import type { DeviceResult } from '#shared/devices/devices';

/**
 * What a device process does with its question: it answers, perhaps after its libraries have written something, or it
 * writes something and dies, or it says nothing.
 */
export type Behaviour =
  | DeviceAnswer
  | { readonly writes: string; readonly answers: DeviceAnswer }
  | { readonly dies: string; readonly how?: string }
  | 'hangs';

export interface Asked {
  readonly command: DeviceCommand;
  readonly surroundings: WorkerSurroundings | undefined;
}

/** The boundary of the device process, played: no library is loaded and no GPU is asked. */
export function fakeDeviceProcess(behave: (command: DeviceCommand) => Behaviour): {
  readonly launch: LaunchDevice;
  readonly asked: Asked[];
} {
  const asked: Asked[] = [];
  return {
    asked,
    launch: ({ onEvent, onExit, onOutput }, surroundings) => ({
      send: (command) => {
        asked.push({ command, surroundings });
        const behaviour = behave(command);
        queueMicrotask(() => {
          if (behaviour === 'hangs') return;
          if ('dies' in behaviour) {
            onOutput(behaviour.dies);
            onExit(behaviour.how ?? 'signal SIGSEGV');
          } else if ('writes' in behaviour) {
            onOutput(behaviour.writes);
            onEvent({ kind: 'answered', answer: behaviour.answers });
          } else onEvent({ kind: 'answered', answer: behaviour });
        });
      },
      kill: () => queueMicrotask(() => onExit('signal SIGKILL')),
    }),
  };
}

export function testedResult(imagesPerSecond: number, deviation: number | null = 1e-6): DeviceResult {
  return {
    engine: 'graph',
    libraries: { tensorflow: '2.21.0' },
    tolerance: 1e-4,
    checks: [
      { name: 'a plain network', deviation: 1e-7 },
      { name: 'batch normalisation and L2', deviation },
    ],
    speed: { batchSize: 512, imagesPerSecond },
  };
}
