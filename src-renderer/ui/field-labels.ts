import type { Leaf } from '#shared/comparison/fields';
import { fieldAt, fieldFor, type Field } from '#shared/experiment/fields/index';
import { valuesOf } from '#shared/experiment/fields/schema';
import type { MessageKey } from '../i18n/i18n';
import { messageKey } from '../i18n/message-key';

/** What the facts of a run are called on other screens too: those are no settings, which have rows of their own. */
const FACTS: Readonly<Record<string, MessageKey>> = {
  row: 'spec.row',
  seed: 'compareFields.label.seed',
  epochsDone: 'compareFields.label.epochsDone',
  'facts.parameterCount': 'facts.parameters',
  'facts.trainCount': 'facts.trainCount',
  'facts.testCount': 'facts.testCount',
  'facts.heldOutCount': 'facts.heldOutCount',
  'facts.keptEpoch': 'facts.keptEpoch',
  'facts.startingWeights.file': 'facts.startingWeights',
  'facts.startingWeights.sha256': 'facts.startingChecksum',
  'facts.datasetChecksum': 'facts.checksum',
  'facts.machine.processor': 'facts.processor',
  'facts.machine.cores': 'compareFields.label.cores',
  'facts.machine.memoryBytes': 'facts.memory',
  'facts.machine.platform': 'facts.platform',
  'facts.machine.runtime': 'facts.runtime',
  'facts.machine.device': 'facts.device',
  'facts.machine.deviceId': 'facts.deviceId',
  'facts.machine.threads': 'facts.threads',
  'facts.machine.precision': 'facts.precision',
  'facts.machine.engine': 'facts.engine',
  'facts.machine.code': 'facts.code',
};

/** What is shown at a path of a design or of a run's facts is called; null where it has no name but its path. */
export function fieldLabel(path: string): MessageKey | null {
  const texts = fieldFor(path)?.texts;
  const part = fieldAt(path) === undefined ? texts?.table : undefined;
  return messageKey(part ?? texts?.label) ?? FACTS[path] ?? null;
}

/** What a value is called on other screens; null where it is shown as it is. */
export function valueLabel(path: string, value: Leaf): MessageKey | null {
  const field = fieldAt(path);
  if (typeof value === 'boolean') {
    const word = field?.words?.[value ? 1 : 0];
    const named = field === undefined || word === undefined ? null : wordLabel(field, word);
    return named ?? (value ? 'compareFields.yes' : 'compareFields.no');
  }
  if (typeof value !== 'string') return value === null ? 'compareFields.none' : null;
  return field === undefined ? null : wordLabel(field, value);
}

/** What a word that a setting holds is called; null where it is shown as it is. @param as in tables, or in the form */
export function wordLabel(field: Field, word: string, as: 'values' | 'choices' = 'values'): MessageKey | null {
  const known = field.schema(() => undefined);
  const values = known === null ? [] : valuesOf(known);
  if (values.length > 0 && !values.includes(word) && word !== field.absence?.text) return null;
  const { texts } = field;
  const named = (as === 'choices' ? texts.choices : undefined) ?? texts.values;
  if (typeof named === 'string') return messageKey(`${named}.${word}`);
  return named !== undefined && Object.hasOwn(named, word) ? messageKey(named[word]) : null;
}
