/** A figure with its name and what it means. */
export interface Tile {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}
