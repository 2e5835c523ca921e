import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { ImportResult } from '#shared/runs/bundle';
import { LabError } from '#shared/errors/errors';
import type { StudyStanding } from '#shared/runs/study';

import type { ReadableDatabase } from '../../database/open';
import { studyRuns } from '../../database/study-runs';

/** The finished runs that come with the lab: opened in seconds, offline, marked as the project's own, and closed again. */
export interface Study {
  readonly standing: () => Promise<StudyStanding>;
  /** Takes in every run that is not here yet: all bundles, each whole or not at all. @throws LabError `invalid-bundle`, `disk-full`, `study-missing` */
  readonly open: () => Promise<StudyStanding>;
  /** Removes them with what was noted beside them; the person's own runs stay. */
  readonly close: () => Promise<StudyStanding>;
}

export interface StudyOptions {
  readonly reader: ReadableDatabase;
  /** Of the bundles that come with the lab. */
  readonly folder: string;
  readonly importBundle: (file: string) => Promise<ImportResult>;
  readonly remove: (ids: readonly number[]) => Promise<void>;
}

export function createStudy({ reader, folder, importBundle, remove }: StudyOptions): Study {
  let opening: Promise<void> | undefined;

  async function bundles(): Promise<readonly string[]> {
    const names = await readdir(folder).catch((): string[] => []);
    return names.filter((name) => name.endsWith('.zip')).toSorted();
  }

  async function standing(): Promise<StudyStanding> {
    return { bundleCount: (await bundles()).length, runIds: studyRuns(reader) };
  }

  async function openAll(): Promise<void> {
    const names = await bundles();
    if (names.length === 0) {
      throw new LabError(
        'study-missing',
        `Received no run of the study in ${folder}; expected bundles (.zip) there. Get a whole copy of the lab.`,
      );
    }
    for (const name of names) await importBundle(join(folder, name));
  }

  return {
    standing,
    open: async () => {
      // a second click waits for the first
      opening ??= openAll().finally(() => {
        opening = undefined;
      });
      await opening;
      return standing();
    },
    close: async () => {
      await opening;
      await remove(studyRuns(reader));
      return standing();
    },
  };
}
