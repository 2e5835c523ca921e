import { createI18n, type I18n } from 'vue-i18n';

import { en } from './en';
import { pl } from './pl';
import { polishForm } from './polish-plural';
import type { Translation } from './translation';

/** Those that the lab speaks. */
export const LANGUAGES = ['en', 'pl'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The tree of messages that every language must have. */
export type Messages = Translation<typeof en>;

type PathsOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${PathsOf<Tree[Key]>}`;
}[keyof Tree & string];

/** Where a message stands in the tree: `run.title`. */
export type MessageKey = PathsOf<Messages>;

type LabI18n = I18n<Record<Language, Messages>, Record<string, never>, Record<string, never>, Language, false>;

export function createLabI18n(): LabI18n {
  const messages: Record<Language, Messages> = { en, pl };
  const locale: Language = 'en';
  // English has two forms, and vue-i18n knows them
  return createI18n({ legacy: false, locale, fallbackLocale: 'en', messages, pluralRules: { pl: polishForm } });
}
