import { differenceOf, resolutionOf, type Difference, type Resolution, type SeededValue } from '../metrics/difference';
import { budgetRelation } from '../comparison/budgets';
import { networkOf, type AnswerLine, type AnswerPoint } from './lines';

/** How far a line is from the baseline at one place. */
export interface Gap {
  readonly x: number;
  readonly difference: Difference;
  /** How many times the baseline's updates and examples the line has had; null where that is about the same, or not known. */
  readonly otherBudget: BudgetRatio | null;
  /** Null where there is no interval. */
  readonly resolution: Resolution | null;
  readonly point: AnswerPoint;
  readonly baseline: AnswerPoint;
  /** The line of that point: of several of the baseline's network, the one that is most like this line. */
  readonly baselineLine: AnswerLine;
}

/** The budget of a line over that of the baseline. */
export interface BudgetRatio {
  readonly updates: number;
  readonly examples: number;
}

/** A line beside the baseline. */
export interface LineGaps {
  readonly line: AnswerLine;
  /** By their place on the axis; only places that both have, or where the baseline has no place and stands for all. */
  readonly gaps: readonly Gap[];
  /** The gap at the smallest place less the gap at the largest one. */
  readonly trend: Trend | null;
}

/** Whether a gap grows towards the smaller end of the axis. */
export interface Trend {
  readonly from: number;
  readonly to: number;
  /** Seed by seed; null where the seeds of the four designs are not the same. */
  readonly difference: Difference | null;
  /** Whether the two gaps are of about equal budgets. */
  readonly isFair: boolean;
}

/**
 * The line that others are held against: one that looks at single images, as a plain network does, before a siamese one;
 * of those the one with the most places, and of equals the first.
 * @param isPlain what is known of a network by its kind
 */
export function baselineOf(lines: readonly AnswerLine[], isPlain: (network: string) => boolean): AnswerLine | null {
  const plain = lines.filter((line) => isPlain(networkOf(line)));
  const candidates = plain.length > 0 ? plain : lines;
  return candidates.reduce<AnswerLine | null>(
    (best, line) => (best === null || line.points.length > best.points.length ? line : best),
    null,
  );
}

/**
 * Every other line against the baseline, or against another line of its network that is more like it. Figures of other
 * images, to learn from or to test on, are not held against each other.
 */
export function gapsOf(lines: readonly AnswerLine[], baseline: AnswerLine, axis: string): readonly LineGaps[] {
  const network = networkOf(baseline);
  const family = [baseline, ...lines.filter((line) => line.key !== baseline.key && networkOf(line) === network)];
  return lines
    .filter(({ key }) => key !== baseline.key)
    .map((line) => {
      const gaps = line.points.flatMap((point): readonly Gap[] => {
        const found = heldAgainst(point, networkOf(line) === network ? [baseline] : family, axis);
        if (point.x === null || found === null) return [];
        const { point: held, line: baselineLine } = found;
        const difference = differenceOf(bySeeds(point), bySeeds(held));
        const resolution = difference.interval === null ? null : resolutionOf(bySeeds(point), bySeeds(held));
        const otherBudget = budgetRatio(point.budget, held.budget);
        return [{ x: point.x, difference, otherBudget, resolution, point, baseline: held, baselineLine }];
      });
      return { line, gaps, trend: trendOf(gaps) };
    });
}

/**
 * The values to hold against others, by seed. An ensemble shares its seeds with another ensemble, and with no single run.
 * Against the runs that it is made of the interval is Welch's, which is too wide rather than too narrow: they share chance.
 */
function bySeeds({ seeds }: AnswerPoint): readonly SeededValue[] {
  return seeds.map(({ seed, value, members }) => ({ seed: members === undefined ? seed : -seed, value }));
}

interface Held {
  readonly line: AnswerLine;
  readonly point: AnswerPoint;
}

/** Of the points at the same place, or of those without a place, the one that differs in the fewest settings. */
function heldAgainst(point: AnswerPoint, family: readonly AnswerLine[], axis: string): Held | null {
  const candidates = family.flatMap((line) =>
    line.points
      .filter(({ x }) => x === null || x === point.x)
      .filter((other) => isSameData(point, other))
      .map((other) => ({ line, point: other, apart: apart(point, other, axis) })),
  );
  // of equals the first: the baseline itself
  return candidates.reduce<(typeof candidates)[number] | null>(
    (best, each) => (best === null || each.apart < best.apart ? each : best),
    null,
  );
}

function isSameData({ fields, test }: AnswerPoint, { fields: other, test: otherTest }: AnswerPoint): boolean {
  const isSame = (path: string): boolean => fields[path] === other[path];
  return (
    isSame('dataset') && isSame('fraction') && test.checksum === otherTest.checksum && test.count === otherTest.count
  );
}

/** Settings that are not the same; what the two networks cannot share is not counted, nor how long or how many were trained. */
function apart({ fields }: AnswerPoint, { fields: other }: AnswerPoint, axis: string): number {
  const paths = new Set([...Object.keys(fields), ...Object.keys(other)]);
  const counts = (path: string): boolean =>
    path !== axis &&
    path !== 'training.epochs' &&
    !/^(network\.|pairing(\.|$)|row$|protocols$|task$|ensemble$)/.test(path);
  return [...paths].filter((path) => counts(path) && JSON.stringify(fields[path]) !== JSON.stringify(other[path]))
    .length;
}

function budgetRatio(own: AnswerPoint['budget'], other: AnswerPoint['budget']): BudgetRatio | null {
  if (own === null || other === null || budgetRelation(own, other) !== 'unequal') return null;
  return { updates: own.updates / other.updates, examples: own.examples / other.examples };
}

function trendOf(gaps: readonly Gap[]): Trend | null {
  const [from, to] = [gaps[0], gaps.at(-1)];
  if (from === undefined || to === undefined || from === to) return null;
  const [near, far] = [bySeed(from), bySeed(to)];
  const isPaired = near !== null && far !== null && near.every(({ seed }) => far.some((each) => each.seed === seed));
  return {
    from: from.x,
    to: to.x,
    difference: isPaired && near.length === far.length ? differenceOf(near, far) : null,
    isFair: from.otherBudget === null && to.otherBudget === null,
  };
}

/** The gap of each seed; null where the two designs were not trained with the same seeds. */
function bySeed({ difference, point, baseline }: Gap): readonly SeededValue[] | null {
  if (difference.method !== 'paired') return null;
  const values = new Map(baseline.seeds.map(({ seed, value }) => [seed, value]));
  return point.seeds.map(({ seed, value }) => ({ seed, value: value - (values.get(seed) ?? 0) }));
}
