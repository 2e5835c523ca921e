// @ts-check
/** Run with plain Node, in the environment that a Vulkan driver needs: prints what `threeSteps` gives for its arguments. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const [network = '', dataset = ''] = process.argv.slice(2);
const file = fileURLToPath(new URL('webgpu-steps.ts', import.meta.url));
const imported = await runnerImport(file, { configFile: false, logLevel: 'error' });
const { threeSteps } = /** @type {{ threeSteps: (network: object, dataset: string) => Promise<object> }} */ (
  imported.module
);
process.stdout.write(JSON.stringify(await threeSteps({ kind: network }, dataset)));
// Dawn would keep the process alive
process.exit(0);
