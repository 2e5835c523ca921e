import { createRegistry } from '#shared/basics/registry';
import { en } from './en';
import { pl } from './pl';
import { polishForm } from './polish-plural';
import type { Translation } from './translation';

/** A language of the window. */
export interface LanguageDefinition {
  /** By BCP 47: "pl". */
  readonly tag: string;
  /** What it calls itself. */
  readonly name: string;
  readonly messages: Translation<typeof en>;
  /**
   * Which form of a message fits a count, counted from 0; by the two forms of English where it is absent.
   * @param forms how many forms the message has
   */
  readonly pluralForm?: (count: number, forms: number) => number;
}

/** Those that the window speaks. */
export const LANGUAGES = createRegistry<LanguageDefinition>('language', ({ tag }) => tag);

/** The language in which the messages are written first. */
export const SOURCE_LANGUAGE = 'en';

LANGUAGES.register({ tag: SOURCE_LANGUAGE, name: 'English', messages: en });
LANGUAGES.register({ tag: 'pl', name: 'Polski', messages: pl, pluralForm: polishForm });

/** The language of a tag such as "pl-PL"; undefined where the window does not speak it. */
export function languageOf(tag: string): LanguageDefinition | undefined {
  return LANGUAGES.find(tag) ?? LANGUAGES.find(tag.split('-')[0] ?? tag);
}
