import { problemsText, storedField, storedValue, type UnknownSpec } from '#shared/experiment/stored-spec';

/**
 * Why a design that this lab does not understand cannot be taken in as data; null where it can. What is no object says
 * nothing that could be shown, and the list of runs sorts by the fraction.
 */
export function whyNotKept(design: UnknownSpec): string | null {
  const value = storedValue(design);
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  const fraction = storedField(design, 'fraction') ?? null;
  return isRecord && (fraction === null || typeof fraction === 'number') ? null : problemsText(design);
}
