import { deviceTrouble } from '#shared/devices/device-troubles';
import type { Device, DeviceCheck, DeviceReport, DeviceTrouble } from '#shared/devices/devices';
import type { LabFailure } from '#shared/errors/errors';

import type { Adapter, DeviceAnswer, DeviceCommand, DeviceEvent } from '../../devices/messages';
import type { Compute } from '#shared/devices/devices';
import { crashed, hung, troubleOf, wrongFigures } from '../../devices/troubles';
import type { WorkerSurroundings } from '../../processes/worker-surroundings';
import type { LaunchWorker } from '../../processes/worker-process';

export type LaunchDevice = LaunchWorker<DeviceCommand, DeviceEvent>;

/** From one sign of life to the next: a driver compiles its first programs for long. */
const PATIENCE_MS = 120_000;
/** How much of what a process wrote is kept. */
const KEPT_OUTPUT = 4000;
/** Large enough to keep a GPU busy; a GPU that is played by a program would take minutes for it. */
const [BATCH, SMALL_BATCH] = [512, 2];

type Probed<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer; readonly output: string }
  | { readonly kind: 'troubled'; readonly trouble: DeviceTrouble };

export interface ProbeOptions {
  readonly launch: LaunchDevice;
  readonly patienceMs?: number;
}

/** Asks a device process one question. Whatever becomes of the process, there is an answer. */
function ask(
  { launch, patienceMs = PATIENCE_MS }: ProbeOptions,
  command: DeviceCommand,
  kind: Device['kind'],
  surroundings: WorkerSurroundings,
  onCheck: (check: DeviceCheck) => void,
): Promise<Probed<DeviceAnswer>> {
  return new Promise((resolve) => {
    let output = '';
    let answer: DeviceAnswer | undefined;
    let isHung = false;
    const process = launch(
      {
        onEvent: (event) => {
          wait();
          if (event.kind === 'checked') onCheck(event.check);
          else {
            answer = event.answer;
            process.kill();
          }
        },
        onMalformed: (failure) => {
          answer = { kind: 'failed', failure };
        },
        onOutput: (text) => {
          output = (output + text).slice(-KEPT_OUTPUT);
        },
        onExit: (how) => {
          clearTimeout(timer);
          if (answer !== undefined) resolve({ kind: 'answered', answer, output });
          else if (isHung) resolve({ kind: 'troubled', trouble: hung(patienceMs / 1000, output) });
          else resolve({ kind: 'troubled', trouble: crashed(kind, how, output) });
        },
      },
      surroundings,
    );
    let timer: NodeJS.Timeout | undefined;
    function wait(): void {
      clearTimeout(timer);
      timer = setTimeout(() => {
        isHung = true;
        process.kill();
      }, patienceMs);
    }
    wait();
    process.send(command);
  });
}

/** The GPUs that WebGPU can use, or why there is none. */
export async function probeAdapters(options: ProbeOptions): Promise<readonly Adapter[] | DeviceTrouble> {
  const surroundings = { environment: {}, needsNode: true };
  const probed = await ask(options, { kind: 'list-adapters' }, 'webgpu', surroundings, () => undefined);
  if (probed.kind === 'troubled') return probed.trouble;
  const { answer, output } = probed;
  if (answer.kind === 'adapters' && answer.adapters.length > 0) return answer.adapters;
  return failedTrouble('webgpu', answer.kind === 'failed' ? answer.failure : { message: 'No adapter' }, output);
}

/** Tests a device in a process of its own. */
export async function probeDevice(
  options: ProbeOptions,
  device: Device,
  compute: Compute,
  surroundings: WorkerSurroundings,
  onCheck: (check: DeviceCheck) => void,
): Promise<DeviceReport> {
  const batchSize = device.isSoftware ? SMALL_BATCH : BATCH;
  const probed = await ask(options, { kind: 'test', compute, batchSize }, device.kind, surroundings, onCheck);
  if (probed.kind === 'troubled') return { device, result: null, trouble: probed.trouble };
  const { answer, output } = probed;
  if (answer.kind === 'tested') return { device, result: answer.result, trouble: wrongFigures(answer.result) };
  const failure = answer.kind === 'failed' ? answer.failure : { message: 'it did not say why' };
  return { device, result: null, trouble: failedTrouble(device.kind, failure, output) };
}

/** What the process threw says more than what its libraries had printed before. */
function failedTrouble(
  kind: Device['kind'],
  { message, detail = '' }: Pick<LabFailure, 'message' | 'detail'>,
  output: string,
): DeviceTrouble {
  const said = `${output}\n${message}\n${detail}`.trim();
  const [first = ''] = message.split('\n');
  return troubleOf(kind, said, deviceTrouble('failed', { said: first }, said.slice(-2000)));
}
