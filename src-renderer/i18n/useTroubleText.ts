import { TROUBLE_TEXTS, type TroubleName } from '#shared/devices/device-troubles';
import { DEVICE_CHECKS, type DeviceTrouble } from '#shared/devices/devices';
import { useFormat } from './useFormat';
import { useText } from './useText';

export interface TroubleWords {
  /** What is wrong with a device and what can be done, in the language of the window. */
  readonly trouble: (trouble: DeviceTrouble) => { readonly reason: string; readonly mend: string };
  /** What a check of the self-test trains. */
  readonly check: (name: string) => string;
}

/** What another version of the lab has stored is shown as it was stored: in English. */
export function useTroubleText(): TroubleWords {
  const { t } = useText();
  const format = useFormat();

  function check(name: string): string {
    const key = (Object.keys(DEVICE_CHECKS) as (keyof typeof DEVICE_CHECKS)[]).find(
      (each) => DEVICE_CHECKS[each] === name,
    );
    return key === undefined ? name : t(`deviceCheck.${key}`);
  }

  function trouble({ reason, mend, says }: DeviceTrouble): { readonly reason: string; readonly mend: string } {
    const name = (Object.keys(TROUBLE_TEXTS) as TroubleName[]).find((known) => known === says?.name);
    if (says === undefined || name === undefined) return { reason, mend };
    const about = Object.fromEntries(
      Object.entries(says.about).map(([key, value]) => [key, key === 'check' ? check(value) : wordOf(key, value)]),
    );
    return { reason: t(`trouble.${name}.reason`, about), mend: t(`trouble.${name}.mend`, about) };
  }

  /** Versions and names have points of their own. */
  function wordOf(key: string, value: string): string {
    return key === 'deviation' || key === 'tolerance' ? format.typed(value) : value;
  }

  return { trouble, check };
}
