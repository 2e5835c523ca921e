import { fieldAt, type DesignReader, type Field } from './index';
import { textOfValue } from './usual';

/** The value of a setting as a list shows, sorts and filters it: a number, or a word; null where there is nothing to say. */
export type Setting = string | number | null;

/**
 * What a design says in a setting. A word is the form's and the command line's: of yes and no the words of the setting, of
 * several values one text. Null where the setting does not matter to the design.
 * @param whole gives the design with every default filled in, for a stored one that is older than the setting
 */
export function settingAt(path: string, design: DesignReader, whole: () => DesignReader = () => design): Setting {
  const field = fieldAt(path);
  if (field === undefined) return plain(design(path));
  if (field.when !== undefined && !field.when(design)) return null;
  const stored = design(path);
  return settingOf(field, isSilent(field, design, stored) ? whole()(path) : stored, design);
}

/** Nothing stands where the design could say something, nor does it say "none" there or above. */
function isSilent({ schema, absence }: Field, design: DesignReader, stored: unknown): boolean {
  if (stored !== undefined || (absence !== undefined && design(absence.at) === null)) return false;
  return schema(design) !== null;
}

function settingOf(field: Field, value: unknown, design: DesignReader): Setting {
  if (typeof value === 'number') return value;
  const isThere = (value ?? null) !== null || field.schema(design) !== null;
  const text = isThere ? textOfValue(field, value) : '';
  return text === '' ? null : text;
}

function plain(value: unknown): Setting {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
