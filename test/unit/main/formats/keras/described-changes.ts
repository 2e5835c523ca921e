import { vanillaPlan } from '#shared/networks/vanilla';
import { DECK_TOWER } from '#shared/networks/small-tower';

import type { DescribedLayer } from './described-network';

/** A vanilla network that is quick to write into a file. */
export const SMALL = { ...DECK_TOWER, width: 2, embedding: 3 };
export const PLAIN = vanillaPlan([32, 32, 3], 4, SMALL);

/** What a test does to the layers of a description. */
export type Change = (layers: DescribedLayer[]) => void;

export const find = (layers: DescribedLayer[], name: string): DescribedLayer => {
  const layer = layers.find(({ config }) => config['name'] === name);
  if (layer === undefined) throw new Error(`There is no layer ${name}.`);
  return layer;
};
export const set =
  (name: string, settings: Record<string, unknown>) =>
  (layers: DescribedLayer[]): void =>
    void Object.assign(find(layers, name).config, settings);
export const become =
  (name: string, className: string, settings: Record<string, unknown> = {}) =>
  (layers: DescribedLayer[]): void => {
    const layer = find(layers, name);
    layer.class_name = className;
    layer.config = { name, ...settings };
  };
export const insert =
  (before: string, className: string, settings: Record<string, unknown> = {}) =>
  (layers: DescribedLayer[]): void =>
    void layers.splice(layers.indexOf(find(layers, before)), 0, {
      class_name: className,
      config: { name: 'new', ...settings },
    });
export const remove =
  (name: string) =>
  (layers: DescribedLayer[]): void =>
    void layers.splice(layers.indexOf(find(layers, name)), 1);
