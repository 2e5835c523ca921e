import { useI18n } from 'vue-i18n';

import { formatterFor, type Formatter } from './format';

/** Numbers and times as the chosen language writes them where the person lives; follows a change of language. */
export function useFormat(): Formatter {
  const { locale } = useI18n({ useScope: 'global' });
  const current = (): Formatter => formatterFor(regional(locale.value));
  return {
    count: (value) => current().count(value),
    compact: (value) => current().compact(value),
    score: (value) => current().score(value),
    fixed: (value, digits) => current().fixed(value, digits),
    difference: (value, digits) => current().difference(value, digits),
    distance: (value, digits) => current().distance(value, digits),
    ratio: (value) => current().ratio(value),
    share: (value) => current().share(value),
    percent: (value) => current().percent(value),
    number: (value) => current().number(value),
    exponent: (value) => current().exponent(value),
    printed: (text) => current().printed(text),
    typed: (text) => current().typed(text),
    bytes: (value) => current().bytes(value),
    duration: (milliseconds) => current().duration(milliseconds),
    time: (milliseconds) => current().time(milliseconds),
    clock: (milliseconds) => current().clock(milliseconds),
    shortTime: (milliseconds, now) => current().shortTime(milliseconds, now),
  };
}

/** What `regional` has found. To ask the browser costs more than to write a number, and a table has hundreds. */
const found = new Map<string, string>();
window.addEventListener('languagechange', () => found.clear());

/** English is written differently in London and in New York: the system knows where we are. */
function regional(language: string): string {
  const known = found.get(language) ?? navigator.languages.find((name) => name.split('-')[0] === language) ?? language;
  found.set(language, known);
  return known;
}
