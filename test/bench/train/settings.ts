import { parseArgs } from 'node:util';

import { NETWORKS, type NetworkKind } from '#shared/experiment/experiment';

/** What can be measured: the lab's two engines, and Keras's `fit` beside them. */
export const CONTENDERS = ['graph', 'layers', 'keras'] as const;
export type Contender = (typeof CONTENDERS)[number];

export interface TrainSettings {
  readonly network: NetworkKind;
  readonly batch: number;
  readonly contenders: readonly Contender[];
  /** In each of them every contender has its turn. */
  readonly rounds: number;
  /** For how long the steps of a turn are counted, after those that warm up. */
  readonly seconds: number;
  /** The Python that has Keras. */
  readonly python: string;
  /** Whether to look into a step of the graph, and measure nothing else. */
  readonly profile: boolean;
}

const OPTIONS = {
  network: { type: 'string', default: 'vanilla' },
  batch: { type: 'string', default: '512' },
  engines: { type: 'string', default: CONTENDERS.join(',') },
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '10' },
  python: { type: 'string', default: 'python3' },
  profile: { type: 'boolean', default: false },
} as const;

/** @throws RangeError that says what was received, and what was expected */
export function readSettings(args: readonly string[]): TrainSettings {
  const { values } = parsed(args);
  const network = NETWORKS.kinds().find((kind) => kind === values.network);
  if (network === undefined) throw refused('network', values.network, NETWORKS.kinds().join(', '));
  const names = values.engines.split(',');
  const contenders = CONTENDERS.filter((contender) => names.includes(contender));
  if (contenders.length !== names.length) throw refused('engines', values.engines, `some of ${CONTENDERS.join(',')}`);
  return {
    network,
    batch: wholeNumber('batch', values.batch, 4096),
    contenders,
    rounds: wholeNumber('rounds', values.rounds, 100),
    seconds: wholeNumber('seconds', values.seconds, 3600),
    python: values.python,
    profile: values.profile,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS });
  } catch (error) {
    throw new RangeError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most) throw refused(name, text, `a whole number from 1 to ${most}`);
  return value;
}

function refused(name: string, received: string, wanted: string): RangeError {
  return new RangeError(`Received "${received}" for --${name}; expected ${wanted}.`);
}
