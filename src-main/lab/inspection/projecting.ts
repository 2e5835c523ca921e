import type { Projection, ProjectionQuery } from '#shared/contract/inspection';

import type { LabEmitter } from '../events/events';

import type { Inspection } from '../../inspection/inspection';
import type { RunPlace } from '../../inspection/messages';

/** One projection at a time: who asks for another does not want the first any more. */
export interface Projecting {
  /** Tells how far it is by the event `projection:progress`. @throws LabError `cancelled`, and what `placeOf` throws */
  readonly project: (query: ProjectionQuery) => Promise<Projection>;
  /** Ends the projection of a run, where it is the one that is worked out. */
  readonly cancel: (id: number) => void;
}

export interface ProjectingOptions {
  readonly inspection: Pick<Inspection, 'ask'>;
  readonly placeOf: (id: number) => Promise<RunPlace>;
  /** What has been worked out and can be again. */
  readonly cacheFolder: string;
  readonly events: Pick<LabEmitter, 'emit'>;
}

export function createProjecting({ inspection, placeOf, cacheFolder, events }: ProjectingOptions): Projecting {
  let current: { readonly id: number; readonly controller: AbortController } | undefined;
  return {
    project: async ({ id, ...query }) => {
      current?.controller.abort();
      const controller = new AbortController();
      const mine = { id, controller };
      current = mine;
      try {
        const place = await placeOf(id);
        return await inspection.ask(
          'projection',
          { ...place, ...query, cacheFolder },
          {
            signal: controller.signal,
            onProgress: (progress) => events.emit('projection:progress', { id, progress }),
          },
        );
      } finally {
        if (current === mine) current = undefined;
      }
    },
    cancel: (id) => {
      if (current?.id === id) current.controller.abort();
    },
  };
}
