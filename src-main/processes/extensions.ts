import { statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { describe } from '#shared/basics/expected';
import { LabError } from '#shared/errors/errors';

/** Names the modules that add to the lab: paths, as PATH lists folders. Nothing else brings code of others into it. */
export const EXTENSIONS_VARIABLE = 'SIAMESE_LAB_EXTENSIONS';

/**
 * Loads every module that the environment names, in that order, and lets each register what it brings. Each process of the
 * lab does so before it does anything else: they all have the same environment, and so the same names.
 * @param points what a module's `register` is given
 * @throws LabError `extension-failed` that names the file and what is wrong with it
 */
export async function loadExtensions(environment: NodeJS.ProcessEnv, points: object): Promise<void> {
  for (const path of pathsOf(environment[EXTENSIONS_VARIABLE])) {
    const register = await registerOf(path);
    try {
      await register(points);
    } catch (error) {
      throw refusal(path, reasonOf(error), error);
    }
  }
}

function pathsOf(variable: string | undefined): readonly string[] {
  const paths = (variable ?? '').split(delimiter).map((path) => path.trim());
  return paths.filter((path) => path !== '').map((path) => resolve(path));
}

async function registerOf(path: string): Promise<(points: object) => unknown> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    throw refusal(path, 'There is nothing of that name; expected the file of a JavaScript module, such as toy.mjs.');
  }
  if (found.isDirectory()) {
    throw refusal(
      path,
      `Received a folder; expected the file of a JavaScript module, such as ${join(path, 'index.mjs')}.`,
    );
  }
  let exported: unknown;
  try {
    exported = await import(/* @vite-ignore */ pathToFileURL(path).href);
  } catch (error) {
    throw refusal(path, reasonOf(error), error);
  }
  const register = (exported as { readonly register?: unknown }).register;
  if (typeof register === 'function') return register as (points: object) => unknown;
  const names = Object.keys(exported as object);
  const received =
    register !== undefined
      ? `register as ${describe(register)}`
      : `a module that exports ${names.length === 0 ? 'nothing' : names.join(', ')}`;
  throw refusal(path, `Received ${received}; expected a module that exports a function register(lab).`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refusal(path: string, reason: string, error?: unknown): LabError {
  return new LabError(
    'extension-failed',
    `The extension ${path} could not be loaded. ${reason} ` +
      `Mend it, or take it out of ${EXTENSIONS_VARIABLE}: without it the lab works, and shows what was made with it.`,
    error instanceof Error ? error.stack : undefined,
  );
}
