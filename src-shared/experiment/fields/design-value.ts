import type { DesignReader } from './types';

export type DesignData = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is DesignData => typeof value === 'object' && value !== null;

/** Reads a design, or what a person has given of one. */
export const readerOf =
  (design: unknown): DesignReader =>
  (path) => {
    let value: unknown = design;
    for (const name of path.split('.')) {
      if (!isData(value) || !Object.hasOwn(value, name)) return undefined;
      value = value[name];
    }
    return value;
  };

/** A design with a value at a path. What is not there on the way, or null, is made. */
export function withValue(design: DesignData, path: string, value: unknown): DesignData {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...design, [name]: value };
  const inner = design[name];
  return { ...design, [name]: withValue(isData(inner) ? inner : {}, rest.join('.'), value) };
}
