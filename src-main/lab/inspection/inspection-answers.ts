import { LabError } from '#shared/errors/errors';
import type { InspectionRequests } from '#shared/contract/inspection';
import type { Run } from '#shared/runs/run';
import { requireSpec } from '#shared/experiment/stored-spec';

import type { LabEmitter } from '../events/events';

import type { Catalogue } from '../../datasets/catalogue';
import type { Inspection } from '../../inspection/inspection';
import type { RunPlace } from '../../inspection/messages';
import { createProjecting } from './projecting';

/** Requests that only look at what is there; each an answer of the lab's. */
export type InspectionAnswers = {
  readonly [Name in Exclude<keyof InspectionRequests, 'dataset:verify'>]: (
    args: InspectionRequests[Name]['args'],
  ) => Promise<InspectionRequests[Name]['result']>;
};

export interface InspectionSettings {
  readonly inspection: Pick<Inspection, 'ask'>;
  readonly datasets: Pick<Catalogue, 'folderOf' | 'storageOf'>;
  /** @throws LabError `unknown-run` */
  readonly runOf: (id: number) => Run;
  readonly folderOf: (id: number) => string;
  /** What has been worked out and can be again. */
  readonly cacheFolder: string;
  readonly events: Pick<LabEmitter, 'emit'>;
}

/** Finds what a question is about, and passes it on to the inspection process. */
export function createInspectionAnswers({
  inspection,
  datasets,
  runOf,
  folderOf,
  cacheFolder,
  events,
}: InspectionSettings): InspectionAnswers {
  async function placeOf(id: number): Promise<RunPlace> {
    const run = runOf(id);
    const spec = requireSpec(run, 'looked into');
    const { artefacts, status } = run;
    const weights = artefacts.find(({ kind }) => kind === 'weights');
    if (weights === undefined) {
      throw new LabError(
        'invalid-request',
        `Received run ${id}, which is ${status} and has no weights; expected a finished one. Choose another run.`,
      );
    }
    return { spec, weights, runFolder: folderOf(id), folder: await datasets.folderOf(spec.dataset) };
  }

  const projecting = createProjecting({ inspection, placeOf, cacheFolder, events });

  return {
    'run:projection': projecting.project,
    'run:cancel-projection': ({ id }) => {
      projecting.cancel(id);
      return Promise.resolve(null);
    },
    'run:neighbours': async ({ id, ...query }) => inspection.ask('neighbours', { ...(await placeOf(id)), ...query }),
    'run:distances': async ({ id }) => inspection.ask('distances', await placeOf(id)),
    'dataset:summary': async ({ dataset }) => {
      const folder = await datasets.folderOf(dataset);
      const summary = await inspection.ask('summary', { dataset, folder });
      return { ...summary, ...(await datasets.storageOf(dataset)) };
    },
    'dataset:sample': async (query) =>
      inspection.ask('sample', { ...query, folder: await datasets.folderOf(query.dataset) }),
    'dataset:pairs': async (query) =>
      inspection.ask('pairs', { ...query, folder: await datasets.folderOf(query.dataset) }),
    'run:playground': async ({ id, first, second }) =>
      inspection.ask('playground', { run: await placeOf(id), shown: [first, second] }),
  };
}
