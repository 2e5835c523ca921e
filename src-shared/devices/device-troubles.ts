import type { DeviceTrouble } from './devices';

/** The oldest driver that CUDA 12 runs on (NVIDIA's release notes of CUDA 12, table of minimum versions). */
export const OLDEST_DRIVER = '525.60.13';

interface TroubleText {
  /** Of the trouble, for programs. */
  readonly code: string;
  readonly reason: string;
  readonly mend: string;
}

const NEWER_DRIVER = `Install driver ${OLDEST_DRIVER} or newer, and restart the machine.`;
const FETCH_AGAIN = 'Run "npm run setup -- --device cuda --again", which fetches them anew.';

/** Every way in which a device cannot be used, and what to do about it, in English; `{names}` are filled in. */
const TEXTS = {
  platform: {
    code: 'unsupported-platform',
    reason: 'libtensorflow with CUDA is made for linux-x64 only; this is {platform}.',
    mend: 'Use the GPU through WebGPU, or train on the processor.',
  },
  noDriver: {
    code: 'no-driver',
    reason: 'No NVIDIA driver was found: its program nvidia-smi is not there.',
    mend: `Where this machine has an NVIDIA GPU, install its driver, ${OLDEST_DRIVER} or newer, and look again. Where it has none, train on the processor (--device cpu).`,
  },
  driverSilent: {
    code: 'driver-silent',
    reason: 'The NVIDIA driver is there and does not answer.',
    mend: 'Restart the machine, so that the driver and its kernel module are of one version; if that does not help, install the driver again.',
  },
  noGpu: {
    code: 'no-gpu',
    reason: 'The NVIDIA driver is there and knows of no GPU.',
    mend: 'Look whether the GPU is switched on, or lent to a virtual machine or a container; otherwise train on the processor (--device cpu).',
  },
  noCuda: {
    code: 'not-installed',
    reason: 'There is an {gpu}, and the libtensorflow that is installed is the one without CUDA.',
    mend: 'Run "npm run setup -- --device cuda": it downloads some 3 GB into a folder of the lab\'s, and needs nothing but the driver.',
  },
  oldDriverOf: {
    code: 'driver-too-old',
    reason: 'The NVIDIA driver is {version}, which is too old for CUDA 12.',
    mend: NEWER_DRIVER,
  },
  oldDriver: { code: 'driver-too-old', reason: 'The NVIDIA driver is too old for CUDA 12.', mend: NEWER_DRIVER },
  memory: {
    code: 'out-of-memory',
    reason: 'The memory of the device is full, although the test needs little of it.',
    mend: 'End the other programs that use the device ("nvidia-smi" lists those on an NVIDIA GPU), and test again.',
  },
  library: {
    code: 'library-missing',
    reason: "libtensorflow did not find CUDA's library {library}, and left the GPU alone.",
    mend: FETCH_AGAIN,
  },
  libraries: {
    code: 'library-missing',
    reason: "libtensorflow did not find some of CUDA's libraries, and left the GPU alone.",
    mend: FETCH_AGAIN,
  },
  notSeen: {
    code: 'not-seen',
    reason: 'The driver shows the GPU, and libtensorflow does not see it.',
    mend: 'Look whether CUDA_VISIBLE_DEVICES or a container hides it; then run "npm run setup -- --device cuda --again", and test again.',
  },
  noVulkan: {
    code: 'no-vulkan',
    reason: 'WebGPU needs Vulkan here, and its loader is not installed: libvulkan.so.1 is not there.',
    mend: 'Install the Vulkan loader and the driver of the GPU (on Debian: apt-get install libvulkan1 mesa-vulkan-drivers; an NVIDIA driver brings its own), and test again.',
  },
  oldVulkan: {
    code: 'driver-too-old',
    reason: 'The Vulkan driver lacks {feature}, which WebGPU needs.',
    mend: 'Install a newer driver of the GPU (of Mesa, 23 or newer), and test again.',
  },
  noWebgpu: {
    code: 'not-installed',
    reason: 'The packages for WebGPU are not installed, or not for this kind of machine.',
    mend: 'Run "npm run setup -- --again".',
  },
  noAdapter: {
    code: 'no-gpu',
    reason: 'WebGPU found no GPU that it can use.',
    mend: 'Where this machine has one, install its driver (Vulkan on Linux), and test again; where it has none, train on the processor (--device cpu).',
  },
  crashed: {
    code: 'crashed',
    reason: 'The process that tested it ended before it had answered ({how}).',
    mend: 'Look for a newer driver, and test again. Until it passes it is not used.',
  },
  hung: {
    code: 'hung',
    reason: 'The process that tested it said nothing for {seconds} seconds, and was ended.',
    mend: 'Look whether another program keeps the device busy, and test again. Until it passes it is not used.',
  },
  wrong: {
    code: 'wrong-figures',
    reason:
      'It computes something else than the reference: {failed} of {all} tests failed. "{check}" is off by {deviation}; {tolerance} is allowed.',
    mend: 'Install a newer driver, and test again. Until it passes it is not used, because its figures would be wrong.',
  },
  noNumber: {
    code: 'wrong-figures',
    reason:
      'It computes something else than the reference: {failed} of {all} tests failed. "{check}" gives what is no number; {tolerance} is allowed.',
    mend: 'Install a newer driver, and test again. Until it passes it is not used, because its figures would be wrong.',
  },
  failed: {
    code: 'failed',
    reason: 'It could not be used: {said}',
    mend: 'Look at the details, and test again. Until it passes it is not used.',
  },
} as const satisfies Readonly<Record<string, TroubleText>>;
export type TroubleName = keyof typeof TEXTS;

type Said = Readonly<Record<TroubleName, { readonly reason: string; readonly mend: string }>>;

/** The same without the codes: the English messages of the window. */
export const TROUBLE_TEXTS = Object.fromEntries(
  Object.entries(TEXTS).map(([name, { reason, mend }]) => [name, { reason, mend }]),
) as Said;

/** A trouble with its texts in English, and with what a window in another language needs to say it. */
export function deviceTrouble(
  name: TroubleName,
  about: Readonly<Record<string, string>> = {},
  detail?: string,
): DeviceTrouble {
  const { code, reason, mend } = TEXTS[name];
  return {
    code,
    reason: reason.replaceAll(/\{(\w+)\}/g, (whole, key: string) => about[key] ?? whole),
    mend,
    says: { name, about: { ...about } },
    ...(detail === undefined ? {} : { detail }),
  };
}
