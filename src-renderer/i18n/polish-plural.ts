/** The order of the forms in a Polish message, by the names that Unicode gives them: 1 przebieg, 2 przebiegi, 5 przebiegów, 1,5 przebiegu. */
const FORMS: readonly Intl.LDMLPluralRule[] = ['one', 'few', 'many', 'other'];
const rules = new Intl.PluralRules('pl');

/**
 * Which form of a Polish message fits a count. Source: Unicode CLDR, as the runtime knows it.
 * @param forms how many the message has: one is enough where all would read the same, and three where counts are whole
 */
export function polishForm(count: number, forms: number): number {
  return Math.min(FORMS.indexOf(rules.select(count)), forms - 1);
}
