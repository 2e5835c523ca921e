import type { InspectionRequests } from '#shared/inspection';

import type { Catalogue } from '../datasets/catalogue';
import type { Inspection } from '../inspection/inspection';

/** Requests that only look at what is there; each an answer of the lab's. */
export type InspectionAnswers = {
  readonly [Name in Exclude<keyof InspectionRequests, 'dataset:verify'>]: (
    args: InspectionRequests[Name]['args'],
  ) => Promise<InspectionRequests[Name]['result']>;
};

/** Finds what a question is about, and passes it on to the inspection process. */
export function createInspectionAnswers(
  inspection: Pick<Inspection, 'ask'>,
  datasets: Pick<Catalogue, 'folderOf' | 'storageOf'>,
): InspectionAnswers {
  return {
    'dataset:summary': async ({ dataset }) => {
      const folder = await datasets.folderOf(dataset);
      const summary = await inspection.ask('summary', { dataset, folder });
      return { ...summary, ...(await datasets.storageOf(dataset)) };
    },
    'dataset:sample': async (query) =>
      inspection.ask('sample', { ...query, folder: await datasets.folderOf(query.dataset) }),
    'dataset:pairs': async (query) =>
      inspection.ask('pairs', { ...query, folder: await datasets.folderOf(query.dataset) }),
  };
}
