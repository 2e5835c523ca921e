import { LabError } from '#shared/errors/errors';
import { allFields, fieldAt, FIELDS } from '#shared/experiment/fields/index';
import { METRICS } from '#shared/metrics/metrics';
import { comparesNumbers, COMPARISONS, type Comparison, type RunCondition } from '#shared/runs/condition';
import { NUMBER_COLUMNS, type FilterColumn } from '#shared/runs/list-column';

const WHERE = /^\s*([\w.-]+?)\s*(>=|<=|!=|=|<|>|~)\s*(.*?)\s*$/su;
const BOUND = /^([a-z0-9-]+)(>=|<=)(-?[\d.]+(?:e-?\d+)?)$/;

/**
 * A condition as it is typed: "training.learningRate<0.01", "optimiser=sgd", "accuracy>=0.9".
 * @param figures gives those that some run has, also such as no metric of this lab is
 * @throws LabError `invalid-request`
 */
export function conditionOf(typed: string, figures: () => readonly string[]): RunCondition {
  const [, name = '', sign, text = ''] = WHERE.exec(typed) ?? [];
  const is = COMPARISONS.find((known) => known === sign);
  if (is === undefined) {
    throw refused(
      '--where',
      typed,
      'a setting, a figure or a number of the run, then =, !=, <, <=, >, >= or ~ (contains), and a value, such as "training.learningRate<0.01"',
    );
  }
  return { column: columnOf(name, figures), is, value: valueOf(typed, is, text) };
}

/** "accuracy>=0.5" @throws LabError `invalid-request` */
export function boundOf(typed: string): RunCondition {
  const [, name, sign, value] = BOUND.exec(typed) ?? [];
  const bound = Number(value);
  if (name === undefined || !Number.isFinite(bound)) {
    throw refused('--figure', typed, 'a metric and a bound, such as "accuracy>=0.5" or "loss<=1"');
  }
  return { column: `figure:${name}`, is: sign as Comparison, value: bound };
}

function valueOf(typed: string, is: Comparison, text: string): string | number {
  const number = text === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number)) return number;
  if (comparesNumbers(is)) throw refused('--where', typed, `a number behind ${is}`);
  return text;
}

function columnOf(name: string, figures: () => readonly string[]): FilterColumn {
  const number = NUMBER_COLUMNS.find((known) => known.toLowerCase() === name.toLowerCase());
  // a setting of this name is named by its path
  if (number !== undefined && number !== 'epochs') return number;
  const field = fieldAt(name) ?? FIELDS.find(name);
  if (field !== undefined) return `field:${field.path}`;
  if (METRICS.find(name) !== undefined || figures().includes(name)) return `figure:${name}`;
  // of an extension that is not here, or of a newer lab
  if (name.includes('.')) return `field:${name}`;
  const known = [...allFields().map(({ path }) => path), ...METRICS.kinds(), ...NUMBER_COLUMNS];
  throw refused('--where', name, `one of ${known.join(', ')}`);
}

function refused(option: string, received: string, expected: string): LabError {
  return new LabError('invalid-request', `${option}: Received "${received}"; expected ${expected}.`);
}
