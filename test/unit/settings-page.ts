import { NUMBER_BOUNDS, type NumberBounds } from '#shared/basics/bounds';
import { readerOf } from '#shared/experiment/fields/design-value';
import { allFields, boundsOf, FIELD_GROUPS, type Field } from '#shared/experiment/fields/index';
import { valuesOf } from '#shared/experiment/fields/schema';
import { defaultsOf, schemasOf } from '#shared/experiment/fields/usual';
import { columnOf } from '#shared/runs/run-csv';
import type { SettingsWords } from './settings-words';

/** The page of the guide that lists every setting, in a language, as Markdown that is not laid out yet. */
export function settingsPage(words: SettingsWords): string {
  const parts = FIELD_GROUPS.map((group) => {
    const rows = allFields().filter((field) => field.group === group);
    return [
      `## ${words.titles[group]}`,
      '',
      line(words.head),
      line(words.head.map(() => '---')),
      ...rows.map((field) => rowOf(field, words)),
    ].join('\n');
  });
  return `${[words.introduction, ...parts].join('\n\n')}\n`;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const code = (text: string): string => `\`${text}\``;

/** A message in the language of the page. */
function t(key: string, { messages }: SettingsWords): string {
  const message = readerOf(messages)(key);
  return typeof message === 'string' ? message : key;
}

function rowOf(field: Field, words: SettingsWords): string {
  const { option, path, name, texts } = field;
  const label = t(texts.label, words);
  const about = words.about[path] ?? option?.description;
  return line([
    optionText(field),
    about === undefined ? label : `${label}. ${about}`,
    code(path),
    valuesText(field, words),
    defaultsOf(field)
      .map((value) => code(JSON.stringify(value)))
      .join('; '),
    code(columnOf(name)),
  ]);
}

function optionText({ option }: Field): string {
  if (option === undefined) return '';
  const flags = [option.flags, ...(option.opposite === undefined ? [] : [option.flags.replace('--', '--no-')])];
  return flags.map(code).join(', ');
}

function valuesText(field: Field, words: SettingsWords): string {
  const { absence, texts, unit } = field;
  const schemas = schemasOf(field);
  const values = [...new Set(schemas.flatMap(valuesOf))];
  const bounds = [...new Set(schemas.flatMap((schema) => boundsOf(schema) ?? []))].map((name) => {
    const { isWhole, isBelowMost, least, most }: NumberBounds = NUMBER_BOUNDS[name];
    const range = `${words.number(least)}–${words.number(most)}`;
    return `${isWhole ? words.whole : ''}${range}${isBelowMost === true ? words.lessThanThat : ''}`;
  });
  const expected = texts.problem === undefined ? undefined : words.expected.exec(t(texts.problem, words))?.[1];
  const all = [
    ...(field.words === undefined ? [] : ['`false`, `true`']),
    ...(values.length === 0 ? [] : [values.map(code).join(', ')]),
    ...bounds.map((each) => (unit === undefined ? each : `${each} (${words.units[unit] ?? unit})`)),
    ...(expected === undefined ? [] : [expected.replace('{example}', words.number(field.example))]),
    ...(absence === undefined ? [] : [`${words.orNullAt} ${code(absence.at)}`]),
  ];
  return all.join('; ');
}
