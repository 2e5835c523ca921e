import { isUnderstood } from '#shared/experiment/stored-spec';
import type { ExperimentSpec } from '#shared/experiment/experiment';

import { experimentsOfIds } from './experiments';
import type { ReadableDatabase } from './open';
import { statementOf } from './statements';

/** A run that has finished on one of the lab's machines, and how long that took. */
export interface FinishedTime {
  readonly id: number;
  readonly spec: ExperimentSpec;
  /** Of training. */
  readonly milliseconds: number;
  readonly epochsDone: number;
  readonly endedAt: number;
  /** These are as stored: null, or anything, where nobody wrote them down or somebody changed them. */
  readonly processor: unknown;
  readonly cores: unknown;
  readonly deviceId: unknown;
  readonly device: unknown;
  readonly engine: unknown;
}

type FinishedRow = Omit<FinishedTime, 'spec'> & { readonly experimentId: number };

/** The last runs that have finished and were not imported, the latest first. @param most so many of them */
export function finishedTimes(database: ReadableDatabase, most: number): readonly FinishedTime[] {
  const rows = statementOf<[number], FinishedRow>(
    database,
    `SELECT id, experiment_id AS experimentId, duration AS milliseconds, epochs_done AS epochsDone, ended_at AS endedAt,
       facts ->> '$.machine.processor' AS processor, facts ->> '$.machine.cores' AS cores,
       facts ->> '$.machine.deviceId' AS deviceId, facts ->> '$.machine.device' AS device,
       facts ->> '$.machine.engine' AS engine
     FROM (SELECT * FROM runs
       WHERE status = 'finished' AND deleted_at IS NULL AND origin IS NULL AND duration > 0 AND epochs_done > 0
         AND json_valid(facts)
       ORDER BY ended_at DESC, id DESC LIMIT ?)`,
  ).all(most);
  const experiments = experimentsOfIds(
    database,
    rows.map(({ experimentId }) => experimentId),
  );
  return rows.flatMap(({ experimentId, ...row }) => {
    const spec = experiments.get(experimentId)?.spec;
    return spec === undefined || !isUnderstood(spec) ? [] : [{ ...row, spec }];
  });
}

/** What an image or pair took in training, in seconds: in the first epoch, and in those after it; null where nothing says. */
export interface ExampleTimes {
  readonly first: number | null;
  readonly later: number | null;
}

/** From the speeds that a run has told after its epochs. */
export function exampleTimes(database: ReadableDatabase, runId: number): ExampleTimes {
  const row = statementOf<[number], ExampleTimes>(
    database,
    `SELECT avg(CASE WHEN epoch = 1 THEN 1 / value END) AS first, avg(CASE WHEN epoch > 1 THEN 1 / value END) AS later
     FROM series WHERE run_id = ? AND metric = 'imagesPerSecond' AND value > 0`,
  ).get(runId);
  return row ?? { first: null, later: null };
}
