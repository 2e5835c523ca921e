import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { LabFailure } from '#shared/errors/errors';
import type { MessageKey } from '../i18n/i18n';

/** What a failure is about. *page*: what the page on the screen shows, so that it means nothing on another one. */
export type FailureScope = 'window' | 'page';

export interface Notice {
  readonly id: number;
  readonly failure: LabFailure;
  readonly scope: FailureScope;
}

/** A message with a plural. */
export interface NewsText {
  readonly key: MessageKey;
  readonly count: number;
  readonly named?: Readonly<Record<string, string>>;
}

export interface NewsAction {
  readonly key: MessageKey;
  readonly run: () => void;
}

/** Something that was done, said once, with what can still be done about it. */
export interface News extends NewsText {
  /** What else came of it. */
  readonly also?: NewsText;
  readonly action?: NewsAction;
  /** Beside the first. */
  readonly otherAction?: NewsAction;
}

/** Failures that have no place of their own on the screen, and the latest news of what was done. */
export const useNoticesStore = defineStore('notices', () => {
  const notices = shallowRef<readonly Notice[]>([]);
  const news = shallowRef<(News & { readonly id: number }) | null>(null);
  let lastId = 0;

  /** A failure stays until it is closed. The same one is not said twice while it is still to be read. */
  function tell(failure: LabFailure, scope: FailureScope = 'window'): void {
    const isSame = (notice: Notice): boolean =>
      notice.failure.code === failure.code && notice.failure.message === failure.message;
    if (notices.value.some(isSame)) return;
    lastId += 1;
    notices.value = [...notices.value, { id: lastId, failure, scope }];
  }

  /** News takes the place of the news before it, or is added to it where only their counts differ. */
  function say(something: News): void {
    lastId += 1;
    const said = news.value === null ? something : joined(news.value, something);
    news.value = { ...said, id: lastId };
  }

  function dismiss(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id);
    if (news.value?.id === id) news.value = null;
  }

  /** Lets go of the failures of the page that is left. */
  function leavePage(): void {
    notices.value = notices.value.filter(({ scope }) => scope !== 'page');
  }

  return {
    notices: shallowReadonly(notices),
    news: shallowReadonly(news),
    tell,
    say,
    dismiss,
    leavePage,
  };
});

/** "1 run deleted" twice is "2 runs deleted", so that both can still be undone. What names files or runs is not added up. */
function joined(before: News, after: News): News {
  if (before.key !== after.key || before.named !== undefined || after.named !== undefined) return after;
  const actions = [before.action, after.action].filter((action) => action !== undefined);
  const [first] = actions;
  return {
    key: after.key,
    count: before.count + after.count,
    ...(first === undefined ? {} : { action: { key: first.key, run: () => actions.forEach(({ run }) => run()) } }),
  };
}
