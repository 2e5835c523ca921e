/** One step of the database's history. Once released it is never changed: a later one mends it. */
export interface Migration {
  /** 1, 2, 3 … without gaps; stored as the file's user_version. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
