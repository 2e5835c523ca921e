import { NUMBER_BOUNDS } from '#shared/basics/bounds';
import { readerOf } from '#shared/experiment/fields/design-value';
import { allFields, boundsOf, FIELD_GROUPS, type Field, type FieldGroup } from '#shared/experiment/fields/index';
import { valuesOf } from '#shared/experiment/fields/schema';
import { defaultsOf, schemasOf } from '#shared/experiment/fields/usual';
import { columnOf } from '#shared/runs/run-csv';
import { en } from '../../src-renderer/i18n/en';

/** A message in English. */
function t(key: string): string {
  const message = readerOf(en)(key);
  return typeof message === 'string' ? message : key;
}

const TITLES: Readonly<Record<FieldGroup, string>> = {
  data: 'Data',
  network: 'Network',
  pairing: 'Pairing',
  training: 'Training',
  validation: 'Validation',
  tests: 'Tests',
  compute: 'Device',
};

const INTRODUCTION = `# Settings

Every setting of an experiment, as the form, the command line, the tables and the CSV have it: the rows of
\`src-shared/experiment/fields\`. This page is written from them: \`npx vitest run test/unit/settings-page.test.ts -u\`.

The path is the setting's place in a [design file](../formats.md#the-design-file) and in a comparison, the column that in the
exported list of runs. A network or a pairing that does not have a setting refuses it by name. Where several defaults are
named, they go by the network or the pairing.`;

/** The page of the guide that lists every setting, as Markdown that is not laid out yet. */
export function settingsPage(): string {
  const parts = FIELD_GROUPS.map((group) => {
    const rows = allFields().filter((field) => field.group === group);
    const head = ['option', 'setting', 'path', 'values', 'default', 'column'];
    return [`## ${TITLES[group]}`, '', line(head), line(head.map(() => '---')), ...rows.map(rowOf)].join('\n');
  });
  return `${[INTRODUCTION, ...parts].join('\n\n')}\n`;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const code = (text: string): string => `\`${text}\``;

function rowOf(field: Field): string {
  const { option, path, name, texts } = field;
  const label = t(texts.label);
  return line([
    optionText(field),
    option === undefined ? label : `${label}. ${option.description}`,
    code(path),
    valuesText(field),
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

function valuesText(field: Field): string {
  const { absence, words, texts, unit } = field;
  const schemas = schemasOf(field);
  const values = [...new Set(schemas.flatMap(valuesOf))];
  const bounds = [...new Set(schemas.flatMap((schema) => boundsOf(schema) ?? []))].map((name) => {
    const { isWhole, least, most } = NUMBER_BOUNDS[name];
    return `${isWhole ? 'whole, ' : ''}${least}–${most}`;
  });
  const expected = texts.problem === undefined ? undefined : /expected (.+)\.$/.exec(t(texts.problem))?.[1];
  const all = [
    ...(words === undefined ? [] : ['`false`, `true`']),
    ...(values.length === 0 ? [] : [values.map(code).join(', ')]),
    ...bounds.map((each) => (unit === undefined ? each : `${each} (${unit})`)),
    ...(expected === undefined ? [] : [expected.replace('{example}', String(field.example))]),
    ...(absence === undefined ? [] : [`or null at ${code(absence.at)}`]),
  ];
  return all.join('; ');
}
