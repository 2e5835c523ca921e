import { z } from 'zod';

import { METRICS, type Metric } from '#shared/metrics/metrics';
import type { ProtocolDefinition } from '#shared/protocols/protocols';
import { TASKS } from '#shared/protocols/task';

import { registerProtocol, type ProtocolTest } from '../protocol-tests';
import { checked, functionSchema, nameSchema, textSchema } from './checked';

type CountedTest = Extract<ProtocolTest, { readonly judgedBy: 'counts' }>;

/** A protocol of an extension. It shows the whole network something, and counts what the network answers. */
export type GivenProtocol = Omit<ProtocolDefinition, 'half'> & Pick<CountedTest, 'show' | 'count'>;

const protocolSchema = z.object({
  kind: nameSchema,
  shown: textSchema,
  task: z.enum(TASKS),
  isHonest: z.boolean(),
  suits: functionSchema<GivenProtocol['suits']>(),
  metric: nameSchema,
  passes: z.number().positive(),
  show: functionSchema<GivenProtocol['show']>(),
  count: functionSchema<GivenProtocol['count']>(),
});

const metricSchema = z.object({
  name: nameSchema,
  title: textSchema,
  unit: z.enum(['share', 'nats', 'number']),
  better: z.enum(['higher', 'lower']),
  source: textSchema,
  of: functionSchema<Metric['of']>(),
});

/** What an extension can add to how finished models are tested. */
export const EVALUATION_POINTS = {
  protocols: {
    register: (given: GivenProtocol): void => {
      const { show, count, ...definition } = checked(protocolSchema, given, 'a protocol');
      registerProtocol({ ...definition, half: null }, { kind: definition.kind, judgedBy: 'counts', show, count });
    },
  },
  metrics: {
    register: (given: Metric): void => {
      const metric = checked(metricSchema, given, 'a metric');
      METRICS.register({ ...metric, of: harmless(metric) });
    },
  },
} as const;

/**
 * Every list that shows a figure works out every metric: one that fails must not take the lists with it. It gives no figure,
 * and is named once in each process.
 */
function harmless({ name, of }: Metric): Metric['of'] {
  let hasWarned = false;
  return (judged) => {
    try {
      const value: unknown = of(judged);
      if (value === null || typeof value === 'number') return value;
      throw new TypeError(`Received ${typeof value} from it; expected a number, or null where it has no value.`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!hasWarned) process.emitWarning(`The metric "${name}" of an extension gave no figure. ${reason}`);
      hasWarned = true;
      return null;
    }
  };
}
