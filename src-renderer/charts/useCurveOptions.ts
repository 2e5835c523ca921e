import type { Ref } from 'vue';

import type { ValueScale } from './curve';
import { useRemembered } from '../bridge/useRemembered';

export const VALUE_SCALES = ['linear', 'logarithmic'] as const satisfies readonly ValueScale[];
export const SMOOTHINGS = ['measured', 'smoothed'] as const;

export interface CurveOptions {
  readonly scale: Ref<ValueScale>;
  readonly smoothing: Ref<(typeof SMOOTHINGS)[number]>;
}

/** How a person wants to see curves, here and the next time. @param place charts of one place share it */
export function useCurveOptions(place: string): CurveOptions {
  return {
    scale: useRemembered(`${place}/scale`, VALUE_SCALES, 'linear'),
    smoothing: useRemembered(`${place}/smoothing`, SMOOTHINGS, 'measured'),
  };
}
