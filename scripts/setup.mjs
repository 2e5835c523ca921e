// @ts-check
/** `npm run setup`: everything that the lab needs beyond its source. Run it again at will: what is there stays. */
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { cuda, removeCuda } from './setup/cuda.mjs';
import { startStep } from './setup/progress.mjs';
import { allSteps, ensureSetup, runCommand, stepsWithoutWindow } from './setup/steps.mjs';
import { webgpu } from './setup/webgpu.mjs';

const help = `npm run setup [-- options]

  --libtensorflow wheel|stock   which libtensorflow to install (also SIAMESE_LAB_LIBTENSORFLOW)
  --device cuda                 also a libtensorflow with CUDA, some 3 GB, for NVIDIA GPUs on linux-x64
  --device cuda --remove        take that away again
  --device webgpu               look whether a GPU can be used through WebGPU: that needs its driver, and nothing else
  --again                       do every step but the packages once more, for example to try the current Electron again
  --help                        this text

Downloads are kept for all checkouts in one folder; SIAMESE_LAB_CACHE names another.
`;

await runCommand(async () => {
  const { values } = parseArgs({
    strict: false,
    options: {
      help: { type: 'boolean' },
      again: { type: 'boolean' },
      remove: { type: 'boolean' },
      device: { type: 'string' },
    },
  });
  if (values.help === true) {
    process.stdout.write(help);
    return 0;
  }
  const { device } = values;
  const isRemoval = values.remove === true;
  const isKnown = device === undefined ? !isRemoval : device === 'cuda' || (device === 'webgpu' && !isRemoval);
  if (!isKnown) {
    const received = [...(device === undefined ? [] : [`--device ${device}`]), ...(isRemoval ? ['--remove'] : [])];
    process.stderr.write(
      `Received ${received.join(' ')}; expected --device cuda, with or without --remove, or --device webgpu, which leaves nothing to remove.\n`,
    );
    return 1;
  }
  if (isRemoval) {
    startStep('CUDA').done(await removeCuda());
    return 0;
  }
  const again = values.again === true;
  if (device === 'cuda') {
    // what the other steps have made is no reason to make it anew
    await ensureSetup(stepsWithoutWindow);
    await ensureSetup([cuda], { again, quiet: false });
  } else if (device === 'webgpu') {
    await ensureSetup(stepsWithoutWindow);
    await ensureBuilt();
    await ensureSetup([webgpu], { quiet: false });
  } else await ensureSetup(allSteps, { again, quiet: false });
  return 0;
});
