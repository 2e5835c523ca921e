/** Whether the runs that come with the lab are shown in it. */
export interface StudyStanding {
  /** Runs that could be opened, a bundle each; 0 where the lab came without them. */
  readonly bundleCount: number;
  /** Those that are open, by their numbers here. */
  readonly runIds: readonly number[];
}
