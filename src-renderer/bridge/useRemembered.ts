import { customRef, type Ref } from 'vue';

const PREFIX = 'siamese-lab/';

/** A choice of the person that outlives the window. A stored value that is no longer a choice is forgotten. */
export function useRemembered<Choice extends string>(
  key: string,
  choices: readonly Choice[],
  byDefault: Choice,
): Ref<Choice> {
  const stored = localStorage.getItem(PREFIX + key);
  let current = choices.find((choice) => choice === stored) ?? byDefault;
  return customRef((track, trigger) => ({
    get: () => {
      track();
      return current;
    },
    set: (chosen) => {
      current = chosen;
      localStorage.setItem(PREFIX + key, chosen);
      trigger();
    },
  }));
}
