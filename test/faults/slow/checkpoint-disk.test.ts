import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';

import { killWhatRuns, runLab, startLab, temporaryHome } from '../../integration/lab-process';
import { leftOf, OFTEN, runOf, stepsOf, undisturbed } from '../kills';
import { mountSmallDisk, whyNoSmallDisk, type SmallDisk } from '../small-disk';

/** Room for the two checkpoints that are kept and one that is being written, each of nearly a megabyte. */
const MEGABYTES = 8;
/** Less than a checkpoint. */
const LEFT_BYTES = 100_000;

let disk: SmallDisk | undefined;

/** Of 81 steps each. */
const RUN = runOf(4);

afterEach(() => {
  killWhatRuns();
  disk?.unmount();
  disk = undefined;
});

/** Of the first run: how many lines of its log say that a checkpoint failed, and its epochs. */
function look(home: string): { readonly failures: number; readonly epochs: number; readonly reason: string } {
  const database = new Database(join(home, 'lab.sqlite'), { readonly: true });
  try {
    const reasons = database
      .prepare("SELECT event ->> 'reason' FROM log WHERE event ->> 'kind' = 'checkpoint-failed' ORDER BY line")
      .pluck()
      .all() as readonly string[];
    const epochs = Number(database.prepare('SELECT epochs_done FROM runs WHERE id = 1').pluck().get());
    return { failures: reasons.length, epochs, reason: reasons[0] ?? '' };
  } finally {
    database.close();
  }
}

it.skipIf(whyNoSmallDisk !== null)(
  `a disk that is full when a checkpoint is written leaves the run alone, and the one before good (${whyNoSmallDisk ?? 'a tmpfs, mounted'})`,
  { timeout: 1_200_000 },
  async () => {
    const home = await temporaryHome();
    disk = mountSmallDisk(MEGABYTES);
    // the files of the runs on a disk of their own: what the training reports can still be recorded
    await symlink(disk.folder, join(home, 'runs'));
    const { child, ended } = startLab(home, RUN, OFTEN);
    while ((await stepsOf(home)) < 50) await wait(20);
    await disk.fill(LEFT_BYTES);
    while (look(home).failures === 0) await wait(50);
    expect(look(home).reason).toBe('the disk is full');
    const kept = await stepsOf(home);
    const { epochs } = look(home);
    while (look(home).epochs < epochs + 1) await wait(50);
    expect(await stepsOf(home)).toBe(kept);
    child.kill('SIGKILL');
    await ended;
    await disk.empty();
    const { status, output, errors } = await runLab(home, ['resume', '1', '--json'], OFTEN);
    expect(status, errors).toBe(0);
    expect(leftOf(output)).toEqual(await undisturbed(RUN));
  },
);
