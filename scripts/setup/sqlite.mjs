// @ts-check
/**
 * SQLite. The package's own binary serves Node-API 10. On an Electron with Node-API 9 that binary ends the process, so
 * there the same source is compiled once for it and kept beside: `.setup/better_sqlite3-napi9.node`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.mjs';
import { compileAddon } from './compile.mjs';
import { electronRuntime, findElectron } from './electron-path.mjs';
import { nodeModules, projectRoot, setupFolder } from './paths.mjs';
import { runOrFail } from './process.mjs';
import { packageVersion, readRecord, writeRecord } from './records.mjs';
import { runtimeNode } from './runtime-node.mjs';

const binding = join(setupFolder, 'better_sqlite3-napi9.node');
const packageFolder = join(nodeModules, 'better-sqlite3');

/**
 * @param {string} gypi the package's list of compile-time options
 * @returns {string[]} as compiler flags
 */
export function defineFlags(gypi) {
  return [...gypi.matchAll(/'([A-Z][A-Z0-9_]+(?:=[^']*)?)'/g)].map((match) => `-D${match[1]}`);
}

/**
 * @param {string} folder
 * @returns {Promise<void>}
 */
async function compile(folder) {
  const defines = defineFlags(readFileSync(join(packageFolder, 'deps', 'defines.gypi'), 'utf8'));
  // -O1 takes a third of the time to compile; the older Electron is for trying and testing, not for speed.
  const optimised = ['-O1', '-DNDEBUG'];
  // The names that Node-API 10 made final are found in Node-API 9 only as experimental ones.
  const addon = ['NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT', 'NAPI_DISABLE_CPP_EXCEPTIONS'];
  const includes = [join(packageFolder, 'deps', 'sqlite3'), join(nodeModules, 'node-addon-api')];
  const units = [
    { source: join(packageFolder, 'deps', 'sqlite3', 'sqlite3.c'), flags: [...optimised, ...defines] },
    {
      source: join(packageFolder, 'src', 'better_sqlite3.cpp'),
      flags: [
        '-std=c++20',
        ...optimised,
        ...[...addon, 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'].map((name) => `-D${name}`),
        ...includes.map((path) => `-I${path}`),
      ],
    },
  ];
  const output = join(folder, 'better_sqlite3.node');
  await compileAddon(units, ['-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl'], folder, output);
}

/**
 * Opens a database in the very program that will run the lab.
 * @param {string} executable
 * @param {boolean} ownBinding
 * @returns {Promise<string>} the version of SQLite
 */
async function verify(executable, ownBinding) {
  const options = ownBinding ? { nativeBinding: binding } : {};
  const script = `const db = new (require('better-sqlite3'))(':memory:', ${JSON.stringify(options)});
    process.stdout.write(db.prepare('SELECT sqlite_version()').pluck().get());`;
  return runOrFail(executable, ['-e', script], {
    cwd: projectRoot,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    advice: 'Run "npm run setup -- --again".',
  });
}

/**
 * @returns {boolean} whether the Electron that is here needs a binary of its own
 */
function needsOwnBinding() {
  return (findElectron()?.nodeApi ?? 10) < 10;
}

/** @type {import('./steps.mjs').SetupStep} */
export const sqlite = {
  title: 'sqlite',
  check() {
    const record = /** @type {{ betterSqlite3: string, electron: string, sqlite: string } | undefined} */ (
      readRecord('sqlite')
    );
    const current = record?.betterSqlite3 === packageVersion('better-sqlite3');
    const fits = record?.electron === (findElectron()?.version ?? '');
    const whole = !needsOwnBinding() || existsSync(binding);
    return current && fits && whole ? `SQLite ${record.sqlite}` : undefined;
  },
  async perform(step) {
    const version = packageVersion('better-sqlite3');
    const own = needsOwnBinding();
    if (own) {
      const built = await cached(`better-sqlite3-${version}-napi9-${process.platform}-${process.arch}`, (folder) => {
        step.update('compiling it for Node-API 9 (about half a minute)');
        return compile(folder);
      });
      await mkdir(setupFolder, { recursive: true });
      const part = `${binding}.${process.pid}.part`;
      await copyFile(join(built, 'better_sqlite3.node'), part);
      await rename(part, binding);
    }
    const found = findElectron();
    step.update('opening a database');
    const answer = await verify(found === undefined ? runtimeNode() : electronRuntime().executable, own);
    writeRecord('sqlite', { betterSqlite3: version, electron: found?.version ?? '', sqlite: answer });
    return `SQLite ${answer}${own ? ', compiled for Node-API 9' : ''}, opened and tried`;
  },
};
