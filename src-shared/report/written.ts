/** A report that was written. */
export interface ReportWritten {
  readonly folder: string;
  /** By their paths within the folder. */
  readonly files: readonly string[];
  /** Why there is no PDF, where one was asked for; otherwise null. */
  readonly noPdf: string | null;
}

/** How far a report is: runs that have been read. */
export interface ReportProgress {
  readonly done: number;
  readonly total: number;
}
