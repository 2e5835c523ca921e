import type Database from 'better-sqlite3';

import { readerOf } from '#shared/experiment/fields/design-value';
import type { DesignReader } from '#shared/experiment/fields/index';
import { settingAt, type Setting } from '#shared/experiment/fields/setting';
import { storedValue } from '#shared/experiment/stored-spec';

import { designOf } from './experiments';

/**
 * Adds `setting(spec, dataset_facts, path)` to SQL: `json_extract` alone does not know what an older lab left to the
 * default, which settings do not matter to a design, and what "none" is called.
 */
export function addSettings(database: Database.Database): void {
  /** Several conditions ask for one design after another. */
  let last: { readonly spec: string; readonly design: DesignReader } | null = null;
  database.function('setting', { deterministic: true }, (spec, facts, path): Setting => {
    const stored = String(spec);
    if (last?.spec !== stored) last = { spec: stored, design: readerOf(parsed(stored)) };
    const whole = (): DesignReader =>
      readerOf(storedValue(designOf(stored, typeof facts === 'string' ? facts : null).spec));
    return settingAt(String(path), last.design, whole);
  });
}

/** What was changed by hand may be no JSON, and says nothing. */
function parsed(spec: string): unknown {
  try {
    return JSON.parse(spec);
  } catch {
    return null;
  }
}
