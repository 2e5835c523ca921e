import { createI18n, type I18n } from 'vue-i18n';

import { en } from './en';
import { pl } from './pl';

/** Those that the lab speaks. */
export const LANGUAGES = ['en', 'pl'] as const;
export type Language = (typeof LANGUAGES)[number];

type Widened<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Widened<Tree[Key]> };

/** The tree of messages that every language must have. */
export type Messages = Widened<typeof en>;

type PathsOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${PathsOf<Tree[Key]>}`;
}[keyof Tree & string];

/** Where a message stands in the tree: `run.title`. */
export type MessageKey = PathsOf<Messages>;

type LabI18n = I18n<Record<Language, Messages>, Record<string, never>, Record<string, never>, Language, false>;

/** Polish has three forms: one, few (2–4, 22–24 …, not 12–14), many. English has two, and vue-i18n knows them. */
function polishForm(count: number): number {
  if (count === 1) return 0;
  const [tens, ones] = [Math.floor(count / 10) % 10, count % 10];
  return tens !== 1 && ones >= 2 && ones <= 4 ? 1 : 2;
}

export function createLabI18n(): LabI18n {
  const messages: Record<Language, Messages> = { en, pl };
  const locale: Language = 'en';
  return createI18n({ legacy: false, locale, fallbackLocale: 'en', messages, pluralRules: { pl: polishForm } });
}
