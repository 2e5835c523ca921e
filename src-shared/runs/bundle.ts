/** Where a run came from that was imported. */
export interface RunOrigin {
  /** The machine that ran it, and its number there. */
  readonly machine: string;
  readonly runId: number;
  /** Milliseconds since 1970, by the clock of the machine that imported it. */
  readonly importedAt: number;
  /** It came with the lab. */
  readonly isStudy?: boolean | undefined;
}

/** A run of a bundle, and which one it is here. */
export interface ImportedRun {
  readonly id: number;
  readonly machine: string;
  /** Its number on that machine. */
  readonly originId: number;
}

/** What became of a bundle. */
export interface ImportResult {
  readonly imported: readonly ImportedRun[];
  /** Runs that were here before: nothing was done to them. */
  readonly known: readonly ImportedRun[];
}

export interface BundleWritten {
  readonly file: string;
  readonly count: number;
  readonly bytes: number;
}
