import type { Answer } from './answer';
import { ENSEMBLE, type AnswerLine } from './lines';
import type { GapSaying, Saying, SpreadSaying, TrendSaying } from './sayings';
import type { Difference } from '../metrics/difference';

import { signed } from '../comparison/budget-text';

/** What tells a line from the others: "siamese-vanilla, training.epochs 200". */
export function lineName({ differs }: AnswerLine): string {
  // a network by itself is no ensemble, and is not called one of none
  const told = differs.filter(({ path, value }) => path !== ENSEMBLE || value !== undefined);
  const parts = told.map(({ path, value }) => {
    if (path === ENSEMBLE) return `ensemble of ${String(value)}`;
    if (path === 'row') return value === true ? 'as in the deck' : 'not as in the deck';
    if (path === 'network.kind' || path === 'dataset') return String(value);
    return `${path} ${value === undefined ? 'none' : String(value)}`;
  });
  // the network first: it is what a reader looks for
  const isName = (place: number): boolean => told[place]?.path === 'network.kind';
  const ordered = [...parts.filter((_, place) => isName(place)), ...parts.filter((_, place) => !isName(place))];
  return ordered.length === 0 ? 'all runs' : ordered.join(', ');
}

/** A place on the axis: a fraction in percent, everything else as it is. */
export function placeText(axis: string, x: number): string {
  return axis === 'fraction' ? `${Number((x * 100).toPrecision(6))} %` : `${axis} ${x}`;
}

/** "+0.0090 (95 % interval −0.0020 to +0.0200, paired by seed, n = 3)" */
export function differenceText({ value, interval, counts, method }: Difference): string {
  const n = method === 'paired' ? `paired by seed, n = ${counts[0]}` : `n = ${counts[0]} and ${counts[1]}`;
  if (interval === null) return `${signed(value)} (no interval, ${n})`;
  return `${signed(value)} (95 % interval ${signed(interval[0])} to ${signed(interval[1])}, ${n})`;
}

/** What these runs support and what they do not, in a sentence. */
export function sayingText(answer: Answer, saying: Saying): string {
  switch (saying.kind) {
    case 'gap':
      return gapText(answer, saying);
    case 'trend':
      return trendText(answer, saying);
    case 'spread':
      return spreadText(answer, saying);
  }
}

const SPREADS: Readonly<Record<SpreadSaying['sample'], string>> = {
  first:
    'every seed learned from the same first images: the spread over seeds does not hold the choice of images, and other images may say otherwise',
  drawn: 'each seed drew its own images: the spread over seeds holds the choice of images',
  mixed: 'some drew their images by the seed and others took the first of the file: a gap between them holds that too',
};

function spreadText({ axis }: Answer, { sample, places }: SpreadSaying): string {
  return `At ${places.map((x) => placeText(axis, x)).join(', ')} ${SPREADS[sample]}.`;
}

function gapText(
  { axis, baseline }: Answer,
  { line, x, difference, resolution, otherBudget, verdict }: GapSaying,
): string {
  const start = `At ${placeText(axis, x)}, ${lineName(line)} against ${lineName(baseline)}: ${differenceText(difference)}`;
  if (otherBudget !== null && verdict !== 'one-seed') {
    return `${start}. That is no fair comparison: it had ${times(otherBudget.updates)} the updates and ${times(otherBudget.examples)} the examples.`;
  }
  switch (verdict) {
    case 'better':
    case 'worse':
      return `${start}. It is ${verdict}.`;
    case 'one-seed':
      return `${start}. One seed says nothing about spread: train at least two seeds of each.`;
    case 'untold':
      return `${start}. It cannot be told from none${resolutionText(resolution)}.`;
  }
}

/** "4.9 times" */
const times = (ratio: number): string => `${Number(ratio.toPrecision(2))} times`;

function resolutionText(resolution: GapSaying['resolution']): string {
  if (resolution === null) return '';
  const { smallest, moreSeeds } = resolution;
  const more =
    moreSeeds === null
      ? 'no reasonable number of seeds would tell it'
      : `about ${moreSeeds} more seed${moreSeeds === 1 ? '' : 's'} would tell it`;
  return `: with these seeds a gap under ${smallest.toFixed(4)} cannot be, and ${more}`;
}

function trendText({ axis }: Answer, { line, from, to, difference, verdict }: TrendSaying): string {
  const start = `From ${placeText(axis, to)} to ${placeText(axis, from)} the gap of ${lineName(line)}`;
  if (difference === null) return `${start} cannot be followed: the designs were not trained with the same seeds.`;
  const change = differenceText(difference);
  switch (verdict) {
    case 'grows':
      return `${start} grows by ${change}.`;
    case 'shrinks':
      return `${start} shrinks: ${change}.`;
    case 'one-seed':
      return `${start} changes by ${change}. One seed says nothing about spread.`;
    case 'other-budget':
      return `${start} changes by ${change}. At other budgets that says nothing of the networks.`;
    case 'untold':
    case 'other-seeds':
      return `${start} changes by ${change}, which cannot be told from no change.`;
  }
}
