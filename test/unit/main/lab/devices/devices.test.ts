import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import type { DeviceCommand } from '#main/devices/messages';
import type { NvidiaDriver } from '#main/devices/nvidia';
import { createDevices, type Devices } from '#main/lab/devices/devices';
import { createEmitter } from '#main/lab/events/events';
import { LabError } from '#shared/errors/errors';
import { fakeDeviceProcess, testedResult, type Asked, type Behaviour } from './fake-devices';

const H100 = {
  index: 0,
  name: 'NVIDIA H100',
  memoryBytes: 80 * 2 ** 30,
  driver: '550.54.15',
  computeCapability: '9.0',
};
const WITH_GPU: NvidiaDriver = { kind: 'answers', gpus: [H100] };
const IRIS = { id: 'webgpu:0', name: 'Iris Xe', driver: 'Mesa 24', isSoftware: false };
const CHOICE = { device: 'auto', threads: null, precision: 'float32' } as const;

/** The processor at 1000 images/s, CUDA at 50,000, WebGPU at 4000, unless the test says otherwise. */
function usual(command: DeviceCommand): Behaviour {
  if (command.kind === 'list-adapters') return { kind: 'adapters', adapters: [IRIS] };
  const speeds = { cpu: 1000, 'cuda:0': 50_000, 'webgpu:0': 4000 };
  return { kind: 'tested', result: testedResult(speeds[command.compute.device as keyof typeof speeds]) };
}

async function setUp(
  behave: (command: DeviceCommand) => Behaviour = usual,
  driver: NvidiaDriver = { kind: 'absent' },
  isInstalled = true,
  busy: Partial<Parameters<typeof createDevices>[0]> = {},
): Promise<{ readonly devices: Devices; readonly asked: readonly Asked[]; readonly told: string[] }> {
  const home = await mkdtemp(join(tmpdir(), 'siamese-lab-devices-'));
  const cudaFolder = join(home, 'cuda');
  await mkdir(cudaFolder);
  if (isInstalled) {
    await writeFile(join(cudaFolder, 'cuda.json'), JSON.stringify({ tfjsNode: home, libraryFolders: ['/cuda/lib'] }));
  }
  const { launch, asked } = fakeDeviceProcess(behave);
  const events = createEmitter();
  const told: string[] = [];
  events.on('device:tested', ({ device }) => told.push(device.id));
  const load = { trainingRun: (): number | undefined => undefined, isMeasuring: (): boolean => false };
  const options = { home, launch, cudaFolder, environment: {}, events, now: () => 5, ...load, ...busy };
  return { devices: createDevices({ ...options, askDriver: () => Promise.resolve(driver) }), asked, told };
}

const testing = (id: string, behaviour: Behaviour) => (command: DeviceCommand) =>
  command.kind === 'test' && command.compute.device === id ? behaviour : usual(command);

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the devices of a machine', () => {
  it('are all tested, each in a process of its own, and the fastest is the one for a run', async () => {
    const { devices, asked, told } = await setUp(usual, WITH_GPU);
    expect(devices.survey()).toBeNull();
    const survey = await devices.test();
    expect(told).toEqual(['cpu', 'cuda:0', 'webgpu:0']);
    expect(asked.map(({ command }) => command.kind)).toEqual(['test', 'test', 'list-adapters', 'test']);
    expect(survey.missing).toEqual([]);
    expect(devices.survey()).toEqual(survey);
    const { compute, surroundings } = await devices.choose(CHOICE);
    expect(compute).toMatchObject({ device: 'cuda:0', name: 'NVIDIA H100', memoryBytes: H100.memoryBytes });
    expect(surroundings.environment).toMatchObject({
      CUDA_VISIBLE_DEVICES: '0',
      LD_LIBRARY_PATH: '/cuda/lib',
      NVIDIA_TF32_OVERRIDE: '0',
    });
  });

  it('are not tested beside a run or a measurement, which would slow them down', async () => {
    const beside = await setUp(usual, WITH_GPU, true, { trainingRun: () => 7 });
    await expect(beside.devices.test()).rejects.toThrow(/^Run 7 is training.*Test the devices once it has ended/);
    const measuring = await setUp(usual, WITH_GPU, true, { isMeasuring: () => true });
    await expect(measuring.devices.test()).rejects.toThrow('is being measured');
    expect([...beside.asked, ...measuring.asked]).toEqual([]);
    expect(beside.devices.survey()).toBeNull();
  });

  it('keep no speed that was measured while a run started: that of an earlier test stands', async () => {
    let disturb = (): void => undefined;
    let speed = 1000;
    const { devices } = await setUp((command) => {
      if (command.kind === 'test') disturb();
      return command.kind === 'test' ? { kind: 'tested', result: testedResult(speed) } : usual(command);
    });
    disturb = devices.disturb;
    const speeds = async (): Promise<unknown> =>
      (await devices.test()).reports.map(({ result }) => result?.speed?.imagesPerSecond ?? null);
    expect(await speeds()).toEqual([null, null]);
    disturb = () => undefined;
    expect(await speeds()).toEqual([1000, 1000]);
    disturb = devices.disturb;
    speed = 10;
    expect(await speeds()).toEqual([1000, 1000]);
    expect(devices.isTesting()).toBe(false);
  });

  it('tests a named device beside a run without a speed', async () => {
    const { devices } = await setUp(usual, WITH_GPU, true, { trainingRun: () => 7 });
    expect((await devices.choose({ ...CHOICE, device: 'cuda:0' })).compute.device).toBe('cuda:0');
    expect(devices.survey()?.reports).toMatchObject([{ result: { speed: null }, trouble: null }]);
  });

  it('are the processor alone before anything was tested', async () => {
    const { devices, asked } = await setUp(usual, WITH_GPU);
    expect((await devices.choose(CHOICE)).compute.device).toBe('cpu');
    expect(asked).toEqual([]);
  });

  it('gives WebGPU a process of Node, and tf32 only to a GPU that has it', async () => {
    const { devices, asked } = await setUp(usual, WITH_GPU);
    const { surroundings } = await devices.choose({ ...CHOICE, device: 'webgpu:0' });
    expect(surroundings.needsNode).toBe(true);
    // a device that was named and not tested yet is tested first
    expect(asked.map(({ command }) => command.kind)).toEqual(['list-adapters', 'test']);
    const fast = await devices.choose({ ...CHOICE, device: 'cuda:0', precision: 'tf32' });
    expect(fast.surroundings.environment).toMatchObject({ NVIDIA_TF32_OVERRIDE: '1' });
    await expect(devices.choose({ ...CHOICE, device: 'webgpu:0', precision: 'tf32' })).rejects.toThrow(
      'Received the precision tf32 for webgpu:0; expected float32',
    );
  });

  it('limits the threads of the processor before its library is loaded', async () => {
    const { devices } = await setUp();
    const { surroundings } = await devices.choose({ device: 'cpu', threads: 3, precision: 'float32' });
    expect(surroundings.environment).toEqual({
      TF_NUM_INTRAOP_THREADS: '3',
      TF_NUM_INTEROP_THREADS: '3',
      OMP_NUM_THREADS: '3',
    });
  });

  it('does not use one that computes something else, and says what', async () => {
    const { devices } = await setUp(
      testing('cuda:0', { kind: 'tested', result: testedResult(90_000, 0.25) }),
      WITH_GPU,
    );
    await devices.test();
    expect((await devices.choose(CHOICE)).compute.device).toBe('webgpu:0');
    await expect(devices.choose({ ...CHOICE, device: 'cuda:0' })).rejects.toThrow(
      /1 of 2 tests failed. "batch normalisation and L2" is off by 0.25; 0.0001 is allowed/,
    );
  });

  it('does not use one that gives no number', async () => {
    const { devices } = await setUp(testing('webgpu:0', { kind: 'tested', result: testedResult(1, null) }));
    const { reports } = await devices.test();
    expect(reports.at(-1)?.trouble).toMatchObject({
      code: 'wrong-figures',
      reason: expect.stringContaining('no number') as string,
    });
  });

  it('says of one that failed why it failed, and not what its library had written before', async () => {
    const failure = { code: 'internal' as const, message: 'The folder for temporary files could not be used.' };
    const writes = 'WARNING: All log messages are written to STDERR\n';
    const { devices } = await setUp(testing('webgpu:0', { writes, answers: { kind: 'failed', failure } }));
    const { reports } = await devices.test();
    expect(reports.at(-1)?.trouble).toMatchObject({
      reason: 'It could not be used: The folder for temporary files could not be used.',
      detail: expect.stringMatching(/^WARNING/) as string,
    });
  });

  it('never chooses a GPU that a program plays', async () => {
    const { devices } = await setUp((command) =>
      command.kind === 'list-adapters'
        ? { kind: 'adapters', adapters: [{ ...IRIS, isSoftware: true }] }
        : usual(command),
    );
    await devices.test();
    expect((await devices.choose(CHOICE)).compute.device).toBe('cpu');
  });

  it('ends a process that hangs, and one that has crashed takes nothing with it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { devices } = await setUp(
        (command) =>
          command.kind === 'list-adapters'
            ? 'hangs'
            : command.compute.device === 'cuda:0'
              ? { dies: 'Segmentation fault' }
              : usual(command),
        WITH_GPU,
      );
      const testing = devices.test();
      let survey: Awaited<typeof testing> | undefined;
      void testing.then((done) => (survey = done));
      while (survey === undefined) await vi.advanceTimersByTimeAsync(10_000);
      expect(survey.reports.map(({ device, trouble }) => [device.id, trouble?.code])).toEqual([
        ['cpu', undefined],
        ['cuda:0', 'crashed'],
      ]);
      expect(survey.reports[1]?.trouble?.detail).toBe('Segmentation fault');
      expect(survey.missing[0]?.trouble).toMatchObject({
        code: 'hung',
        reason: expect.stringContaining('120 seconds') as string,
      });
    } finally {
      vi.useRealTimers();
    }
  });
});

const DIES = (said: string): Behaviour => ({ dies: said, how: 'exit code 1' });
const FAILS = (said: string): Behaviour => ({ kind: 'failed', failure: { code: 'device-unusable', message: said } });

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('who asks for an NVIDIA GPU is told', () => {
  const oldDriver: NvidiaDriver = { kind: 'answers', gpus: [{ ...H100, driver: '470.82.01' }] };
  it.each([
    ['that there is no driver', { kind: 'absent' }, true, usual, /No NVIDIA driver was found.*--device cpu/],
    ['that the driver is too old', oldDriver, true, usual, /470\.82\.01, which is too old.*525\.60\.13 or newer/],
    ['that the driver is silent', { kind: 'failed', output: 'NVML mismatch' }, true, usual, /does not answer.*Restart/],
    ['that there is no GPU', { kind: 'answers', gpus: [] }, true, usual, /knows of no GPU/],
    ['that the library is not installed', WITH_GPU, false, usual, /npm run setup -- --device cuda/],
    [
      'that the library finds the driver too old',
      WITH_GPU,
      true,
      testing('cuda:0', DIES('CUDA driver version is insufficient for CUDA runtime version')),
      /too old for CUDA 12/,
    ],
    [
      'that the library does not see it',
      WITH_GPU,
      true,
      testing('cuda:0', FAILS('GPU not seen: libtensorflow computes on the processor')),
      /libtensorflow does not see it.*CUDA_VISIBLE_DEVICES/,
    ],
    [
      "that one of CUDA's libraries is missing",
      WITH_GPU,
      true,
      testing('cuda:0', DIES('libcudnn.so.9: cannot open shared object file: No such file')),
      /did not find CUDA's library libcudnn\.so\.9.*--device cuda --again/,
    ],
    [
      'that its memory is full',
      WITH_GPU,
      true,
      testing('cuda:0', DIES('failed to allocate: CUDA_ERROR_OUT_OF_MEMORY')),
      /memory of the device is full.*nvidia-smi/,
    ],
    ['which there are, where it names another', WITH_GPU, true, usual, null],
  ] as const)('%s', async (_, driver, isInstalled, behave, says) => {
    const { devices } = await setUp(behave, driver, isInstalled);
    const asking = devices.choose({ ...CHOICE, device: says === null ? 'cuda:7' : 'cuda:0' });
    await expect(asking).rejects.toThrow(
      says ?? 'Received the device cuda:7; expected one that is there: cpu, cuda:0.',
    );
    await expect(asking).rejects.toBeInstanceOf(LabError);
  });
});

describe('who asks for WebGPU is told', () => {
  it.each([
    ["Warning: Couldn't load Vulkan: libvulkan.so.1: cannot open", /Vulkan.*libvulkan1/],
    ['Warning: Vulkan shaderUniform*ArrayDynamicIndexing required.', /lacks shaderUniform\*ArrayDynamicIndexing/],
    ["Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'webgpu'", /not installed.*setup/],
  ])('what is behind "%s"', async (said, says) => {
    const { devices } = await setUp(() => DIES(said));
    await expect(devices.choose({ ...CHOICE, device: 'webgpu:0' })).rejects.toThrow(says);
  });

  it('that there is no GPU', async () => {
    const { devices } = await setUp(() => ({ kind: 'adapters', adapters: [] }));
    await expect(devices.choose({ ...CHOICE, device: 'webgpu:0' })).rejects.toThrow(/found no GPU/);
  });
});
