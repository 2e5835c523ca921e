import { createI18n, type I18n } from 'vue-i18n';

import type { en } from './en';
import { LANGUAGES, SOURCE_LANGUAGE, type LanguageDefinition } from './languages';

type PathsOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${PathsOf<Tree[Key]>}`;
}[keyof Tree & string];

/** Where a message stands in the tree: `run.title`. */
export type MessageKey = PathsOf<typeof en>;

type Messages = Record<string, LanguageDefinition['messages']>;
type LabI18n = I18n<Messages, Record<string, never>, Record<string, never>, string, false>;

/** Every language that is registered by now, each with English for what it lacks. */
export function createLabI18n(): LabI18n {
  const languages = LANGUAGES.all();
  const messages: Messages = Object.fromEntries(languages.map((language) => [language.tag, language.messages]));
  const pluralRules = Object.fromEntries(
    languages.flatMap(({ tag, pluralForm }) => (pluralForm === undefined ? [] : [[tag, pluralForm]])),
  );
  const locale: string = SOURCE_LANGUAGE;
  return createI18n({
    legacy: false,
    locale,
    fallbackLocale: SOURCE_LANGUAGE,
    messages,
    pluralRules,
    // a test tells what is not translated
    missingWarn: false,
    fallbackWarn: false,
  });
}
