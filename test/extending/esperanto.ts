import type { en } from '../../src-renderer/i18n/en';
import type { Translation } from '../../src-renderer/i18n/translation';

/** Esperanto, as far as it is translated. */
export const eo: Translation<typeof en> = {
  shell: { live: 'Rekte', runs: 'Kuroj' },
  runs: { total: '{count} kuro | {count} kuroj' },
};
