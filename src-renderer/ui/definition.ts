/** One line of a list of facts. */
export interface Definition {
  readonly term: string;
  readonly value: string;
  /** Digits and letters that nobody reads as words. */
  readonly isCode?: boolean;
}
