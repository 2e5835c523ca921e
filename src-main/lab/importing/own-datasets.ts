import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { DATASETS, type DatasetInfo } from '#shared/datasets/datasets';
import { importChoicesSchema, ownNameSchema, type ImageSurvey, type ImportChoices } from '#shared/datasets/own';
import { LabError } from '#shared/errors/errors';
import { problemsOf } from '#shared/errors/problems';

import type { Catalogue } from '../../datasets/catalogue';
import { orHomeUnusable, prepareFolder } from '../../datasets/disk';
import { forgetOwnDataset, isOwnDataset, knowOwnDataset } from '../../datasets/own/own-store';
import { replaceFolder, withStage } from '../../datasets/stage';
import type { ImportAnswer, ImportCommand, ImportEvent } from '../../importing/messages';
import type { LaunchWorker } from '../../processes/worker-process';
import type { LabEmitter } from '../events/events';

export type LaunchImport = LaunchWorker<ImportCommand, ImportEvent>;

/** What a person wants to bring. */
export interface ImportRequest {
  readonly name: string;
  /** A folder, an archive or a CSV list. It is read and never written. */
  readonly source: string;
  /** As they were given: they are judged before anything is read. */
  readonly choices: unknown;
}

/** What came of it. */
export interface Imported {
  readonly info: DatasetInfo;
  readonly survey: ImageSurvey;
}

/** Datasets that a person makes of pictures. Progress is told as `dataset:import-progress`. */
export interface OwnDatasets {
  /** Looks, and keeps nothing. @throws LabError `invalid-request`, `dataset-damaged`; the signal's reason when it is aborted */
  readonly survey: (request: ImportRequest, signal?: AbortSignal) => Promise<ImageSurvey>;
  /**
   * Makes a dataset, in the place of an earlier one of that name: runs of the earlier one keep its checksum.
   * @throws LabError as `survey`, and `home-unusable`; on any failure what was there stays
   */
  readonly bring: (request: ImportRequest, signal?: AbortSignal) => Promise<Imported>;
  /** Removes its images from the lab. Runs that were trained on it stay readable. @throws LabError `unknown-dataset`, `home-unusable` */
  readonly remove: (name: string) => Promise<void>;
}

export interface OwnDatasetsOptions {
  readonly home: string;
  readonly launch: LaunchImport;
  readonly datasets: Pick<Catalogue, 'info' | 'verify'>;
  readonly events: Pick<LabEmitter, 'emit'>;
}

export function createOwnDatasets({ home, launch, datasets, events }: OwnDatasetsOptions): OwnDatasets {
  const folder = join(home, 'datasets');
  const work = async (
    kind: ImportCommand['kind'],
    { name, source, choices }: ImportRequest,
    signal: AbortSignal | undefined,
    take: (answer: ImportAnswer, target: string, stage: string) => Promise<void>,
  ): Promise<ImageSurvey> => {
    const checked = checkedRequest(name, choices);
    await prepareFolder(folder, 0);
    return withStage(join(folder, name), async (stage) => {
      const [unpacked, target] = [join(stage, 'unpacked'), join(stage, 'new')];
      for (const made of [unpacked, target]) await mkdir(made);
      const command = { kind, name, source, choices: checked, stage: unpacked, target } as const;
      const answer = await ask(launch, command, signal, ({ phase, done, total }) =>
        events.emit('dataset:import-progress', { dataset: name, phase, done, total }),
      );
      if (answer.kind === 'failed') {
        throw new LabError(answer.failure.code, answer.failure.message, answer.failure.detail);
      }
      signal?.throwIfAborted();
      await take(answer, target, join(stage, 'old'));
      return answer.survey;
    });
  };
  return {
    survey: async (request, signal) => work('survey', request, signal, () => Promise.resolve()),
    bring: async (request, signal) => {
      const survey = await work('import', request, signal, (_answer, target, old) =>
        replaceFolder(join(folder, request.name), target, old),
      );
      if (knowOwnDataset(join(folder, request.name)) === null) throw nameTaken(request.name);
      await datasets.verify(request.name);
      return { info: await datasets.info(request.name), survey };
    },
    remove: async (name) => {
      if (!isOwnDataset(name)) {
        throw new LabError(
          'unknown-dataset',
          `Received "${name}"; expected a dataset of your own. Those that come with the lab stay.`,
        );
      }
      const path = join(folder, name);
      await orHomeUnusable(path, rm(path, { recursive: true, force: true }));
      forgetOwnDataset(name);
    },
  };
}

/** @throws LabError `invalid-request` */
function checkedRequest(name: string, choices: unknown): ImportChoices {
  const named = ownNameSchema.safeParse(name);
  if (!named.success) throw new LabError('invalid-request', named.error.issues[0]?.message ?? '');
  if (!isOwnDataset(name) && DATASETS.find(name) !== undefined) throw nameTaken(name);
  const checked = importChoicesSchema.safeParse(choices);
  if (checked.success) return checked.data;
  const problems = problemsOf(checked.error).map(({ field, message }) => `${field}: ${message}`);
  throw new LabError('invalid-request', problems.join(' '));
}

function nameTaken(name: string): LabError {
  return new LabError(
    'invalid-request',
    `The name ${name} is that of a dataset which comes with the lab or an extension; expected another one.`,
  );
}

/** One task of an import process, which ends with it. @throws LabError, and the signal's reason when it is aborted */
function ask(
  launch: LaunchImport,
  command: ImportCommand,
  signal: AbortSignal | undefined,
  onProgress: (progress: Extract<ImportEvent, { readonly kind: 'progress' }>) => void,
): Promise<ImportAnswer> {
  return new Promise((resolve, reject) => {
    let answer: ImportAnswer | undefined;
    let output = '';
    const stop = (): void => process.kill();
    const process = launch({
      onEvent: (event) => {
        if (event.kind === 'progress') onProgress(event);
        else {
          answer = event.answer;
          process.kill();
        }
      },
      onMalformed: (failure) => {
        answer = { kind: 'failed', failure };
      },
      onOutput: (text) => {
        output = (output + text).slice(-4000);
      },
      onExit: (how) => {
        signal?.removeEventListener('abort', stop);
        if (signal?.aborted === true) reject(signal.reason as Error);
        else if (answer !== undefined) resolve(answer);
        else
          reject(
            new LabError(
              'internal',
              `The process that reads pictures ended (${how}) before it was done. Nothing was kept. Try it with fewer pictures, to find the one that it cannot read.`,
              output,
            ),
          );
      },
    });
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted === true) stop();
    else process.send(command);
  });
}
