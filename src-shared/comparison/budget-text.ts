import type { BudgetCell, BudgetGap, BudgetName, Control } from './budgets';
import { keyText, type ComparedKey } from './selection';
import type { ToldBySeeds } from './words';
import type { OpenReason, Worth } from './worth';
import type { Budget, ExampleUnit } from '../runs/budget';

import { durationText } from '../basics/duration-text';

/** "7,500,000": a budget has too many digits to be read without marks. */
export const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');

/** "1.23e+12": nobody reads its digits. */
export const multiplyAddsText = (value: number): string => value.toExponential(2);

/** "75,000 pairs (150,000 images)" */
export function examplesText(examples: number, unit: ExampleUnit): string {
  const text = `${grouped(examples)} ${unit}`;
  return unit === 'pairs' ? `${text} (${grouped(2 * examples)} images)` : text;
}

/** "147 updates, 75,000 pairs (150,000 images), 1.23e+12 multiply-adds" */
export function budgetLine({ updates, examples, unit, multiplyAdds }: Budget): string {
  return `${grouped(updates)} updates, ${examplesText(examples, unit)}, ${multiplyAddsText(multiplyAdds)} multiply-adds`;
}

export const BUDGET_LABELS: Readonly<Record<BudgetName, string>> = {
  epochs: 'epochs',
  updates: 'updates (steps of the optimiser)',
  examples: 'examples seen',
  multiplyAdds: 'multiply-adds of training',
  time: 'time trained',
};

/** Of several runs the mean, with its spread where they differ. */
export function budgetCellText(name: BudgetName, { aggregate, unit }: BudgetCell): string {
  const { mean, standardDeviation, count } = aggregate;
  if (name === 'time') return `${durationText(mean / 1000)}${count === 1 ? '' : ' a run'}`;
  const spread = (standardDeviation ?? 0) > 0 ? ` ± ${grouped(standardDeviation ?? 0)}` : '';
  if (name === 'examples') return `${examplesText(mean, unit)}${spread}`;
  return `${name === 'multiplyAdds' ? multiplyAddsText(mean) : grouped(mean)}${spread}`;
}

/** "4.9 ×", "150 ×" */
function times(ratio: number): string {
  return `${ratio >= 100 ? grouped(ratio) : String(Number(ratio.toPrecision(2)))} ×`;
}

export function gapText(
  larger: string,
  smaller: string,
  { larger: much, smaller: little, updates, examples }: BudgetGap,
): string {
  return (
    `Not trained for equally long: ${larger} saw ${times(examples)} the examples of ${smaller} ` +
    `(${grouped(much.examples)} ${much.unit} against ${grouped(little.examples)} ${little.unit}) in ${times(updates)} the updates ` +
    `(${grouped(much.updates)} against ${grouped(little.updates)}). Their difference says nothing of the two designs.`
  );
}

/** With the command that trains the control. */
export function controlText(smaller: string, control: Control): string {
  const { wanted, spec, budget } = control;
  return (
    `Run ${smaller} at equal ${wanted.of} (${spec.training.epochs} epochs, ${grouped(budget.updates)} updates, ` +
    `${examplesText(budget.examples, budget.unit)}): ${controlCommand(control)}`
  );
}

function controlCommand({ like, wanted, spec }: Control): string {
  const seeds = like.kind === 'row' ? spec.seeds.map((seed) => ` --seed ${seed}`).join('') : '';
  return `npm run lab -- run ${startText(like)} --${wanted.of} ${wanted.count}${seeds}`;
}

function startText(like: ComparedKey): string {
  return like.kind === 'row' ? `--row ${like.row}` : `--like ${keyText(like)}`;
}

const OPEN: Readonly<Record<OpenReason, string>> = {
  'unequal-budget': 'unequal budgets',
  'unknown-budget': 'budget not known',
  'one-seed': 'one seed',
  'no-spread': 'no spread',
  'not-told': 'not told from none',
};
const METHODS: Readonly<Record<Worth['difference']['method'], string>> = {
  paired: 'paired by seed',
  welch: 'Welch',
  'one-sample': 'of our mean',
};

/** "95 % +0.0010 to +0.0210, paired by seed: better" */
export function worthText({ difference: { interval, method }, verdict, open }: Worth, digits: number): string {
  const says = verdict ?? (open === null ? '' : OPEN[open]);
  if (interval === null) return says;
  const [low, high] = interval.map((end) => signed(end, digits));
  return `95 % ${low} to ${high}, ${METHODS[method]}: ${says}`;
}

/** "With 3 seeds a gap under 0.0123 cannot be told from none; about 4 seeds more would tell this one." */
export function resolutionText(
  name: string,
  figure: string,
  { seeds, smallest, moreSeeds, digits }: ToldBySeeds,
): string {
  const start = `${name}, ${figure}: with ${seeds} seeds a gap under ${smallest.toFixed(digits)} cannot be told from none`;
  if (moreSeeds === 0) return `${start}; this one is told.`;
  if (moreSeeds === null) return `${start}; no number of seeds that anybody would train would tell this one.`;
  return `${start}; about ${moreSeeds} more seed${moreSeeds === 1 ? '' : 's'} would tell this one, if it stays as it is.`;
}

export function signed(difference: number, digits = 4): string {
  return `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(digits)}`;
}
