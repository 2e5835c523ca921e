import { computed, shallowRef, type WritableComputedRef } from 'vue';

import { useFormat } from '../i18n/useFormat';

/**
 * A text that may be a number, for `v-model`. One that was not typed here came from a preset, a run or a file: it is shown
 * with the decimal mark of the language. What was typed stays as it was typed.
 */
export function useTypedText<Value>(get: () => Value, set: (to: Value) => void): WritableComputedRef<Value> {
  const format = useFormat();
  const typed = shallowRef<Value | null>(null);
  return computed({
    get: () => {
      const value = get();
      return typeof value === 'string' && value !== typed.value ? (format.typed(value) as Value) : value;
    },
    set: (to) => {
      typed.value = to;
      set(to);
    },
  });
}
