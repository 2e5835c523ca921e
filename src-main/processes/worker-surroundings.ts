/** What a process finds around it: some libraries look before they are even loaded. */
export interface WorkerSurroundings {
  /** Beside the lab's own variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether it has to be Node's own program: Electron's forbids memory that Dawn wants to share. */
  readonly needsNode: boolean;
}
