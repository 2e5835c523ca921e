import type { Database } from 'better-sqlite3';

import { LabError } from '#shared/errors/errors';

import type { Migration } from './migrations/migration';

/**
 * Brings a database up to the newest version, a transaction a step, so that a failure leaves the last good version.
 * @throws LabError `database-newer` where a newer lab has written the file: it is left as it is
 */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  migrations.forEach(({ version }, index) => {
    if (version !== index + 1) {
      throw new Error(`Migration ${index + 1} in the list carries the version ${version}.`);
    }
  });
  refuseNewer(database, migrations);
  for (const migration of migrations) {
    // immediate: another program that opens the same file waits here, and then finds the step done
    database
      .transaction(() => {
        if (versionOf(database) >= migration.version) return;
        database.exec(migration.sql);
        database.pragma(`user_version = ${migration.version}`);
      })
      .immediate();
  }
}

/** Only reads. @throws LabError `database-newer` */
export function refuseNewer(database: Database, migrations: readonly Migration[]): void {
  const found = versionOf(database);
  if (found <= migrations.length) return;
  throw new LabError(
    'database-newer',
    `The database ${database.name} has version ${found}; this lab reads versions up to ${migrations.length}. ` +
      'A newer lab has written it. Update the lab, or name another folder with --home or SIAMESE_LAB_HOME. Nothing was changed.',
  );
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
