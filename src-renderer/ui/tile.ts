import type { TermName } from './terms';

/** A figure with its name and what it means. */
export interface Tile {
  readonly name: string;
  readonly value: string;
  readonly note: string;
  /** The word that the name is, explained beside it. */
  readonly term?: TermName;
}
