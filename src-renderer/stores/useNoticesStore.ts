import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { LabFailure } from '#shared/errors';
import type { MessageKey } from '../locales/i18n';

export interface Notice {
  readonly id: number;
  readonly failure: LabFailure;
}

/** Something that was done, said once, with what can still be done about it. */
export interface News {
  /** A message with a plural. */
  readonly key: MessageKey;
  readonly count: number;
  readonly named?: Readonly<Record<string, string>>;
  readonly action?: { readonly key: MessageKey; readonly run: () => void };
  /** It stays until it is dismissed. */
  readonly isLasting?: boolean;
  /** Called once it is gone, whether its action was taken or not. */
  readonly dismissed?: () => void;
}

/** Failures that have no place of their own on the screen, and news of what was done. */
export const useNoticesStore = defineStore('notices', () => {
  const notices = shallowRef<readonly Notice[]>([]);
  const news = shallowRef<readonly (News & { readonly id: number })[]>([]);
  let lastId = 0;

  /** The same failure is not said twice while it is still to be read. */
  function tell(failure: LabFailure): void {
    const isSame = (notice: Notice): boolean =>
      notice.failure.code === failure.code && notice.failure.message === failure.message;
    if (notices.value.some(isSame)) return;
    lastId += 1;
    notices.value = [...notices.value, { id: lastId, failure }];
  }

  function say(something: News): void {
    lastId += 1;
    news.value = [...news.value, { ...something, id: lastId }];
  }

  function dismiss(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id);
    const gone = news.value.find((something) => something.id === id);
    news.value = news.value.filter((something) => something.id !== id);
    gone?.dismissed?.();
  }

  return { notices: shallowReadonly(notices), news: shallowReadonly(news), tell, say, dismiss };
});
