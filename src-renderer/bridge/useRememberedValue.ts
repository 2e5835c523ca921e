import { customRef, type Ref } from 'vue';

const PREFIX = 'siamese-lab/';

/**
 * A value of the person's that outlives the window.
 * @param parse makes a valid value of whatever is stored, undefined included: a window of another version wrote it
 */
export function useRememberedValue<Value>(key: string, parse: (stored: unknown) => Value): Ref<Value> {
  let current = parse(read(PREFIX + key));
  return customRef((track, trigger) => ({
    get: () => {
      track();
      return current;
    },
    set: (value) => {
      current = value;
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      trigger();
    },
  }));
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return undefined;
  }
}
