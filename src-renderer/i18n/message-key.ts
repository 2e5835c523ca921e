import { en } from './en';
import type { MessageKey } from './i18n';

/** The key of a message, where data names one, such as the row of a setting; null where there is no such message. */
export function messageKey(path: string | undefined): MessageKey | null {
  let message: unknown = en;
  for (const name of path?.split('.') ?? []) {
    if (typeof message !== 'object' || message === null || !Object.hasOwn(message, name)) return null;
    message = (message as Readonly<Record<string, unknown>>)[name];
  }
  return typeof message === 'string' ? (path as MessageKey) : null;
}
