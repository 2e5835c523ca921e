import { createI18n, type I18n } from 'vue-i18n';

import { en } from './en';

/** The tree of messages that every language must have. */
export type Messages = typeof en;

type PathsOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${PathsOf<Tree[Key]>}`;
}[keyof Tree & string];

/** Where a message stands in the tree: `run.title`. */
export type MessageKey = PathsOf<Messages>;

type LabI18n = I18n<{ en: Messages }, Record<string, never>, Record<string, never>, 'en', false>;

export function createLabI18n(): LabI18n {
  return createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages: { en } });
}
