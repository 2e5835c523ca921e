import { LabError } from '#shared/errors/errors';

import { backupsOf, restoreClosed, type ClosedHome } from '../lab/folder/restore';
import { printJson, printLine } from './standard-output';
import { table } from './table';

/** `backups`, `backups restore NAME`: works on the folder of a lab that cannot be opened, too. */
export function backupsCommand(
  home: ClosedHome,
  action: readonly string[],
  { json }: { readonly json: boolean },
): void {
  const [verb, name, ...more] = action;
  if (verb === undefined) list(home, json);
  else if (verb === 'restore' && name !== undefined && more.length === 0) restore(home, name, json);
  else {
    throw new LabError(
      'invalid-request',
      `Received "backups ${action.join(' ')}"; expected "backups", "backups restore NAME" or "backups restore latest".`,
    );
  }
}

function list(home: ClosedHome, json: boolean): void {
  const backups = backupsOf(home);
  if (json) printJson({ backups });
  else if (backups.length === 0)
    printLine('There is no backup yet: the lab makes one on every day on which it is open and has runs.');
  else {
    const rows = backups.map(({ name, madeAt, bytes, runCount }) => [
      name,
      new Date(madeAt).toISOString().slice(0, 16).replace('T', ' '),
      runCount === null ? 'damaged' : String(runCount),
      String(bytes),
    ]);
    printLine(table(['backup', 'made (UTC)', 'runs', 'bytes'], rows));
  }
}

function restore(home: ClosedHome, asked: string, json: boolean): void {
  const { name, keptAs } = restoreClosed(home, asked);
  const kept = keptAs === null ? '' : ` What was there is kept as ${keptAs}.`;
  if (json) printJson({ restored: name, keptAs });
  else printLine(`The database is that of ${name} now.${kept}`);
}
