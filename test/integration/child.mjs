// @ts-check
/** Run with plain Node, in an environment of its own: prints what `answer` of `child-NAME.ts` gives. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const [name = '', ...args] = process.argv.slice(2);
const file = fileURLToPath(new URL(`child-${name}.ts`, import.meta.url));
const imported = await runnerImport(file, { configFile: false, logLevel: 'error' });
const { answer } = /** @type {{ answer: (...args: string[]) => Promise<object> }} */ (imported.module);
process.stdout.write(JSON.stringify(await answer(...args)));
// what Dawn and libtensorflow still do would keep the process alive
process.exit(0);
