import { LANGUAGES } from '../i18n/languages';
import { useText } from '../i18n/useText';

/** How a choice of the language is called: a language by what it calls itself. */
export function useLanguageName(): (choice: string) => string {
  const { t } = useText();
  return (choice) => (choice === 'system' ? t('shell.systemLanguage') : LANGUAGES.get(choice).name);
}
