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

/** English is written differently in London and in New York: the system knows where we are. */
function regional(language: string): string {
  return navigator.languages.find((known) => known.split('-')[0] === language) ?? language;
}
