import type { Report } from '../report';
import type { Contender, TrainSettings } from './settings';

/** One turn of a contender. */
export interface Turn {
  /** Images, or pairs of a siamese network, that were trained on in a second. */
  readonly imagesPerSecond: number;
  /** The most memory that its process held at a time, with the images in it. */
  readonly peakMemoryBytes: number;
  /** Steps that were counted. */
  readonly steps: number;
  /** Of the last batch: what did not learn was not training. */
  readonly loss: number;
}

/** What a contender computes with, in its own words. */
export type Versions = Readonly<Record<string, string>>;

/** The turns of a contender, or why it had none. */
export type Turns =
  | { readonly kind: 'measured'; readonly versions: Versions; readonly turns: readonly Turn[] }
  | { readonly kind: 'skipped'; readonly reason: string };

/** Medians over the turns of one contender. */
export interface ContenderFigures extends Turn {
  readonly versions: Versions;
  readonly turns: readonly Turn[];
}

export interface TrainSummary {
  readonly engines: Readonly<Partial<Record<Contender, ContenderFigures>>>;
  readonly skipped: Readonly<Partial<Record<Contender, string>>>;
  /** `graph/layers` …: of the medians of images per second. */
  readonly ratios: Readonly<Record<string, number>>;
  /** The same of the medians of peak memory. */
  readonly memoryRatios: Readonly<Record<string, number>>;
}

/** The middle value, or the mean of the two in the middle. @throws RangeError for no values */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('Received no values; expected one at least, to have a median.');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/** Each value over each that comes after it. */
export function ratiosOf(
  values: readonly (readonly [name: string, value: number])[],
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    values.flatMap(([name, value], place) =>
      values.slice(place + 1).map(([other, divisor]) => [`${name}/${other}`, value / divisor] as const),
    ),
  );
}

export function summarise(measured: ReadonlyMap<Contender, Turns>): TrainSummary {
  const engines: Partial<Record<Contender, ContenderFigures>> = {};
  const skipped: Partial<Record<Contender, string>> = {};
  for (const [contender, result] of measured) {
    if (result.kind === 'skipped') {
      skipped[contender] = result.reason;
      continue;
    }
    const { versions, turns } = result;
    const middle = (of: (turn: Turn) => number): number => median(turns.map(of));
    engines[contender] = {
      imagesPerSecond: middle(({ imagesPerSecond }) => imagesPerSecond),
      peakMemoryBytes: middle(({ peakMemoryBytes }) => peakMemoryBytes),
      steps: turns.reduce((sum, { steps }) => sum + steps, 0),
      loss: middle(({ loss }) => loss),
      versions,
      turns,
    };
  }
  const figures = Object.entries(engines);
  return {
    engines,
    skipped,
    ratios: ratiosOf(figures.map(([name, { imagesPerSecond }]) => [name, imagesPerSecond])),
    memoryRatios: ratiosOf(figures.map(([name, { peakMemoryBytes }]) => [name, peakMemoryBytes])),
  };
}

/** The summary as a person reads it. @param sample what is counted: images, or pairs */
export function reportOf(
  { network, batch, rounds, seconds }: TrainSettings,
  { engines, skipped, ratios, memoryRatios }: TrainSummary,
  { machine, images, sample }: { readonly machine: string; readonly images: string; readonly sample: string },
): readonly Report[] {
  const unit = `${sample}/s`;
  const figures = Object.entries(engines).map(([name, { imagesPerSecond, peakMemoryBytes, turns, loss }]) => {
    const rates = turns.map((turn) => turn.imagesPerSecond);
    return {
      engine: name,
      [`${unit}, median`]: imagesPerSecond.toFixed(1),
      'slowest–fastest': `${Math.min(...rates).toFixed(1)}–${Math.max(...rates).toFixed(1)}`,
      'peak memory': `${(peakMemoryBytes / 1e9).toFixed(2)} GB`,
      'last loss': loss.toFixed(3),
    };
  });
  const notes = [
    ...Object.entries(skipped).map(([name, reason]) => `${name} was not measured: ${reason}`),
    ...Object.entries(engines).map(([name, { versions }]) => `${name}: ${told(versions)}`),
  ];
  const title = `${network}, batch ${batch}, ${images}: ${rounds} rounds of ${seconds} s each, in turns. ${machine}`;
  const comparisons = Object.entries(ratios).map(([pair, ratio]) => ({
    'of medians': pair,
    [unit]: `${ratio.toFixed(2)} ×`,
    'peak memory': `${(memoryRatios[pair] ?? Number.NaN).toFixed(2)} ×`,
  }));
  return [{ title, rows: figures, notes }, ...(comparisons.length === 0 ? [] : [{ title: '', rows: comparisons }])];
}

const told = (versions: Versions): string =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
