import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

import { keyText, parseKeys, type ComparedKey, type ParsedKeys } from '#shared/comparison/selection';

export interface ComparisonAddress {
  /** What is compared, in order. */
  readonly selection: ComputedRef<ParsedKeys>;
  /** The pinned one, as `keyText` writes it; null where none is named. */
  readonly baseline: ComputedRef<string | null>;
  /** The two runs that are held against each other, where they are named. */
  readonly pair: ComputedRef<readonly [number, number] | null>;
  readonly choose: (keys: readonly ComparedKey[]) => Promise<void>;
  readonly pin: (key: ComparedKey) => Promise<void>;
  readonly choosePair: (pair: readonly [number, number]) => Promise<void>;
}

/**
 * A comparison lives in its address, `/compare?runs=1,2,experiment-3,C4&baseline=2&pair=1-2`: it can be linked to and
 * survives a reload. `experiments=3` and `rows=C4` are read too.
 */
export function useComparisonAddress(): ComparisonAddress {
  const route = useRoute();
  const router = useRouter();
  const said = (name: string): string => String(route.query[name] ?? '');

  const selection = computed(() =>
    parseKeys(
      [
        said('runs'),
        ...said('experiments')
          .split(',')
          .map((id) => (id.trim() === '' ? '' : `experiment-${id.trim()}`)),
        said('rows'),
      ].join(','),
    ),
  );
  const baseline = computed(() => {
    const text = said('baseline');
    return selection.value.keys.some((key) => keyText(key) === text) ? text : null;
  });
  const pair = computed(() => {
    const [, first, second] = /^([1-9]\d{0,14})-([1-9]\d{0,14})$/.exec(said('pair')) ?? [];
    return first === undefined || second === undefined ? null : ([Number(first), Number(second)] as const);
  });

  async function write(changes: Readonly<Record<string, string | undefined>>): Promise<void> {
    const now = {
      runs: selection.value.keys.map(keyText).join(','),
      baseline: baseline.value ?? '',
      pair: said('pair'),
      ...changes,
    };
    await router.replace({ query: Object.fromEntries(Object.entries(now).filter(([, text]) => text !== '')) });
  }

  return {
    selection,
    baseline,
    pair,
    choose: (keys) => write({ runs: keys.map(keyText).join(',') }),
    pin: (key) => write({ baseline: keyText(key) }),
    choosePair: ([first, second]) => write({ pair: `${first}-${second}` }),
  };
}
