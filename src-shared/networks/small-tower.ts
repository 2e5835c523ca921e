import { bounded } from '../basics/bounds';

/** What can be chosen about a tower of three convolutions and a dense layer. */
export interface SmallTowerOptions {
  /** Filters of the first convolution; the second has twice, the third four times as many. */
  readonly width: number;
  /** Units of the dense layer that ends the tower. */
  readonly embedding: number;
  /** The rate of every dropout layer. */
  readonly dropout: number;
  /** The penalty on every kernel of the network; 0 for none. */
  readonly l2: number;
}

/** As in the deck. */
export const DECK_TOWER: SmallTowerOptions = { width: 32, embedding: 32, dropout: 0.2, l2: 0 };

/** The schemas of these options in a design. The defaults are the deck's. */
export const smallTowerOptions = {
  width: bounded('width').default(32),
  embedding: bounded('embedding').default(32),
  dropout: bounded('dropout').default(0.2),
  l2: bounded('l2').default(0),
};

/** The penalty of a layer, left out where there is none. */
export function penalised(l2: number): { readonly l2?: number } {
  return l2 === 0 ? {} : { l2 };
}
