import { onScopeDispose, shallowReadonly, shallowRef, type Ref } from 'vue';

/** The time, once a second: for what is still going on. */
export function useNow(everyMilliseconds = 1000): Readonly<Ref<number>> {
  const now = shallowRef(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, everyMilliseconds);
  onScopeDispose(() => {
    clearInterval(timer);
  });
  return shallowReadonly(now);
}
