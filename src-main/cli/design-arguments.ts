import { pairingKindsFor, type ExperimentSpec } from '#shared/experiment/experiment';
import { readerOf, withValue, type DesignData } from '#shared/experiment/fields/design-value';
import { allFields, FIELDS, type Field } from '#shared/experiment/fields/index';
import { textOfValue } from '#shared/experiment/fields/usual';

import { argumentName } from './design-options';
import { numberOrText } from './typed-number';

/** What was typed for the settings of a design, by the names of the options. */
export type TypedSettings = Readonly<Record<string, unknown>>;

/** A setting with the value that it gets. */
interface Setting {
  readonly field: Field;
  readonly value: unknown;
}

/**
 * The design that typed settings make of the one that they start from. Where another network or another pairing is named
 * than there was, the options of the old one are not carried over to it.
 * @param start a row's design or a file's; undefined where neither is named
 */
export function designOf(typed: TypedSettings, start: ExperimentSpec | undefined): DesignData {
  const settings = typedSettings(typed);
  const base = withoutOldNetwork({ dataset: 'shapes', sample: null, network: { kind: 'vanilla' }, ...start }, settings);
  const all = withImplied(settings, base);
  const isPaired = all.some(({ field }) => field.path === 'pairing.kind');
  const kinds = all.filter(isKind).reduce(put, base);
  // a pairing that was named and does not suit the network is for the validation to refuse
  const design = isPaired ? kinds : withPairing(kinds);
  const options = all.filter((each) => !isKind(each) && (each.field.group !== 'pairing' || design['pairing'] !== null));
  // what takes a part away comes last, so that no option of that part brings it back
  return [...options.filter((each) => !isNone(each)), ...options.filter(isNone)].reduce(put, design);
}

const isKind = ({ field }: Setting): boolean => field.path.endsWith('.kind');
const isNone = ({ value }: Setting): boolean => value === null;

/** What was typed for each setting, as its place in a design has it. Null stands for "none". */
function typedSettings(typed: TypedSettings): readonly Setting[] {
  return allFields().flatMap((field): readonly Setting[] => {
    const value = field.option === undefined ? undefined : typed[argumentName(field.option.flags)];
    return value === undefined ? [] : [{ field, value: valueOf(field, value) }];
  });
}

function valueOf({ control, absence }: Field, typed: unknown): unknown {
  if (typeof typed !== 'string') return typed;
  if (typed !== '' && typed === absence?.text) return null;
  if (control === 'numbers') return listOf(typed)?.map(numberOrText);
  return control === 'protocols' ? listOf(typed) : typed;
}

/** What a design says beside its network belongs to that network, and goes with it. */
function withoutOldNetwork(base: DesignData, settings: readonly Setting[]): DesignData {
  const named = settings.find(({ field }) => field.path === 'network.kind')?.value;
  const isOther = named !== undefined && named !== readerOf(base)('network.kind');
  return isOther ? { ...base, network: { kind: named }, task: undefined, protocols: null } : base;
}

/** What was typed and what follows from it where nothing else was: ImageNet's weights ask for ImageNet's scaling. */
function withImplied(typed: readonly Setting[], base: DesignData): readonly Setting[] {
  const before = readerOf(base);
  const settings = [...typed];
  // the list grows under the loop: what is implied may imply something itself
  for (const { field, value } of settings) {
    if (field.implies === undefined || value === (before(field.path) ?? null)) continue;
    for (const [name, text] of Object.entries(field.implies(textOfValue(field, value), before))) {
      const implied = FIELDS.get(name);
      const isSaid = settings.some((each) => each.field === implied) || text === before(implied.path);
      if (!isSaid) settings.push({ field: implied, value: valueOf(implied, text) });
    }
  }
  return settings;
}

/** The pairing of the design where its network can learn from it, otherwise the network's own. */
function withPairing(design: DesignData): DesignData {
  const read = readerOf(design);
  const kinds: readonly unknown[] = pairingKindsFor(String(read('network.kind')));
  if (kinds.includes(read('pairing.kind'))) return design;
  return { ...design, pairing: kinds.length === 0 ? null : { kind: kinds[0] } };
}

/** A design with a setting. Another kind of network, pairing or validation has nothing of the one before. */
function put(design: DesignData, { field: { path, absence }, value }: Setting): DesignData {
  if (value === null) return withValue(design, absence?.at ?? path, null);
  if (!path.endsWith('.kind') || readerOf(design)(path) === value) return withValue(design, path, value);
  return withValue(design, path.slice(0, -'.kind'.length), { kind: value });
}

/** Text with commas, as a list; undefined where nothing was typed. */
export function listOf(typed: string | undefined): readonly string[] | undefined {
  return typed?.split(',').map((part) => part.trim());
}
