import type { PairResult } from '../comparison/words';
import type { SeriesPoint } from '../runs/run';
import type { Picture } from './document';
import type { ReportOutline } from './outline';
import type { ReportSelection } from './selection';

/** All that a report is written from. Nothing in it says when it was made: of the same runs it is the same. */
export interface ReportSource extends ReportOutline {
  readonly selection: ReportSelection;
  /** Such as the name of the sweep. */
  readonly title: string;
  readonly series: ReadonlyMap<number, readonly SeriesPoint[]>;
  /** Of each run that has finished; without an entry where nobody asked for any. */
  readonly examples: ReadonlyMap<number, RunExamples>;
  /** Of single models, image by image. */
  readonly models: readonly PairResult[];
  /** The command that makes it again. */
  readonly command: string;
  /** Version of the lab that writes it; null where that is not to be said. */
  readonly code: string | null;
}

/** Test images that a run was surest of, or why there are none. */
export type RunExamples =
  | { readonly kind: 'shown'; readonly right: readonly Picture[]; readonly wrong: readonly Picture[] }
  | { readonly kind: 'none'; readonly why: string };
