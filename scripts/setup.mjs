// @ts-check
/** `npm run setup`: everything that the lab needs beyond its source. Run it again at will: what is there stays. */
import { allSteps, ensureSetup, runCommand } from './setup/steps.mjs';

const help = `npm run setup [-- options]

  --libtensorflow wheel|stock   which libtensorflow to install (also SIAMESE_LAB_LIBTENSORFLOW)
  --again                       do every step but the packages once more, for example to try the current Electron again
  --help                        this text

Downloads are kept for all checkouts in one folder; SIAMESE_LAB_CACHE names another.
`;

await runCommand(async () => {
  if (process.argv.includes('--help')) {
    process.stdout.write(help);
    return 0;
  }
  await ensureSetup(allSteps, { again: process.argv.includes('--again'), quiet: false });
  return 0;
});
