import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { LabError } from '#shared/errors/errors';
import type { OpenProgram } from '#shared/contract/ipc';

import { putFileSync } from '../../files/whole-file';
import { isAlive, ownerOf } from './owner';

/** A program of another machine is looked at by the age of its file, which it writes anew this often. */
const HEARTBEAT_MS = 10_000;
const GONE_AFTER_MS = 60_000;

const entrySchema = z.strictObject({
  program: z.enum(['window', 'command line', 'restore']),
  pid: z.int().positive(),
  machine: z.string(),
  since: z.number(),
  owner: z.string(),
});
/** One program that has the folder open, as its file in `open` tells. */
type Entry = z.infer<typeof entrySchema>;

export interface Registration {
  /** The other programs that have the folder open now. */
  readonly others: () => readonly OpenProgram[];
  readonly close: () => void;
}

/**
 * Writes down that this program has a lab's folder open, which every other program can read there. Programs of one
 * machine share the database. Another machine does not: SQLite's write-ahead log needs memory that all of them see.
 * @param now milliseconds since 1970
 * @throws LabError `home-in-use` where another machine has it open, where a backup is being restored, or where one is to
 *   be restored and any other program has it open
 */
export function registerProgram(home: string, program: OpenProgram['program'], now: number): Registration {
  const folder = join(home, 'open');
  mkdirSync(folder, { recursive: true });
  const entry: Entry = { program, pid: process.pid, machine: hostname(), since: now, owner: ownerOf(process.pid) };
  const file = join(folder, `${randomUUID()}.json`);
  const write = (): void =>
    putFileSync(file, (aside) => writeFileSync(aside, JSON.stringify(entry)), { isLasting: false });
  write();
  const others = (): readonly OpenProgram[] => programsIn(folder, file);
  const heartbeat = setInterval(() => {
    try {
      write();
    } catch {
      // a full disk: those who look judge by the age of what is there
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const close = (): void => {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  };
  const inTheWay = others().find(
    (other) => other.machine !== entry.machine || other.program === 'restore' || program === 'restore',
  );
  if (inTheWay === undefined) return { others, close };
  close();
  throw new LabError('home-in-use', refusalText(home, program, inTheWay, entry.machine));
}

/** The programs that have a lab's folder open. */
export function programsOn(home: string): readonly OpenProgram[] {
  return programsIn(join(home, 'open'), null);
}

/** "the window (process 4711 on labbox, since 2026-11-27 14:02 UTC)" */
export function describeProgram({ program, pid, machine, since }: OpenProgram): string {
  const time = new Date(since).toISOString().slice(0, 16).replace('T', ' ');
  const name = program === 'restore' ? 'the restoring of a backup' : `the ${program}`;
  return `${name} (process ${pid} on ${machine}, since ${time} UTC)`;
}

/** @param own the file to leave out, and to judge ages by: the folder may be on a server with a clock of its own */
function programsIn(folder: string, own: string | null): readonly OpenProgram[] {
  const newest = own === null ? Date.now() : (modifiedAt(own) ?? Date.now());
  return filesOf(folder).flatMap((name) => {
    const file = join(folder, name);
    if (file === own) return [];
    const entry = readEntry(file);
    const isHere = entry?.machine === hostname();
    const isOpen = isHere ? isAlive(entry.owner) : newest - (modifiedAt(file) ?? 0) < GONE_AFTER_MS;
    // what a program that died left behind, or what is no such file
    if (!isOpen) rmSync(file, { force: true });
    if (!isOpen || entry === undefined) return [];
    const { program, pid, machine, since, owner } = entry;
    return [{ program, pid, machine, since, owner }];
  });
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

function readEntry(file: string): Entry | undefined {
  try {
    return entrySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function modifiedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

function refusalText(home: string, program: OpenProgram['program'], other: OpenProgram, machine: string): string {
  const who = describeProgram(other);
  if (other.machine !== machine) {
    return (
      `The folder ${home} is open on another machine: ${who}. Two machines cannot share it without harm to the database. ` +
      'Close the lab there, or name another folder with --home or SIAMESE_LAB_HOME. ' +
      'Where that machine was switched off, the folder is free a minute later. Nothing was changed.'
    );
  }
  if (other.program === 'restore') {
    return `A backup is being restored in ${home}: ${who}. Wait until that is done, and try again.`;
  }
  return program === 'restore'
    ? `A backup of ${home} can only be restored while nothing else has it open; ${who} has. Close it, and try again. Nothing was changed.`
    : `The folder ${home} is in use: ${who}. Close it, and try again.`;
}
