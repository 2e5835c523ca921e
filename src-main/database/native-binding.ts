import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { LabError } from '#shared/errors/errors';

/** The first Node-API that the binary shipped with better-sqlite3 runs on. */
const SHIPPED_NODE_API = 10;

/**
 * The better-sqlite3 binary to load: undefined takes the shipped one; on an older Node-API that would crash the
 * process, and the one that the set-up has compiled is named instead.
 * @param root the project's folder
 * @throws LabError `runtime-missing` where it is needed and not there
 */
export function sqliteBinding(root: string, nodeApi: number): string | undefined {
  if (nodeApi >= SHIPPED_NODE_API) return undefined;
  const file = join(root, '.setup', `better_sqlite3-napi${nodeApi}.node`);
  if (existsSync(file)) return file;
  throw new LabError(
    'runtime-missing',
    `This program runs on Node-API ${nodeApi}, for which better-sqlite3 has to be compiled; ${file} is not there. Run "npm run setup".`,
  );
}
