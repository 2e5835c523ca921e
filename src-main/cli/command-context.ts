import type { Lab } from '../lab/lab';
import type { PrintPage } from '../lab/report/reports';

/** What every command takes. */
export interface CommonOptions {
  readonly home?: string;
  readonly json?: boolean;
  /** Of the commands that train. */
  readonly executor?: string;
}

/** What the commands are done with. */
export interface CommandContext {
  /** Opens the lab, does the work, whose result is the exit status, and closes the lab. */
  readonly withLab: (
    options: CommonOptions,
    work: (lab: Lab, json: boolean) => number | Promise<number>,
  ) => Promise<void>;
  /** Of a lab that may not open. */
  readonly backups: (options: CommonOptions, action: readonly string[]) => void;
  readonly printPage: PrintPage;
}
