import { LabError } from '#shared/errors/errors';

import type { Lab } from '../lab/lab';
import { printJson, printLine } from './standard-output';

/** Shows, opens or closes the runs that come with the lab. Gives the exit status. */
export async function studyCommand(
  lab: Lab,
  action: string | undefined,
  { json }: { readonly json: boolean },
): Promise<number> {
  const standing = await standingAfter(lab, action);
  if (json) {
    printJson(standing);
    return 0;
  }
  const { bundleCount, runIds } = standing;
  printLine(
    runIds.length === 0
      ? `The study is closed: ${bundleCount} run${bundleCount === 1 ? '' : 's'} that come${bundleCount === 1 ? 's' : ''} with the lab. Open them with: npm run lab -- study open`
      : `The study is open: run${runIds.length === 1 ? '' : 's'} ${runIds.join(', ')}. They are the project's own; close them with: npm run lab -- study close`,
  );
  return 0;
}

async function standingAfter(lab: Lab, action: string | undefined): ReturnType<Lab['study']['standing']> {
  switch (action) {
    case undefined:
      return lab.study.standing();
    case 'open':
      return lab.study.open();
    case 'close':
      return lab.study.close();
    default:
      throw new LabError('invalid-request', `study: Received "${action}"; expected open or close.`);
  }
}
