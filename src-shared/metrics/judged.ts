import type { ClassificationMetrics } from './classification';
import type { ComparedClasses } from './discrimination';
import type { OwnOutputMetrics, UsedThreshold } from './own-output';

/** Figures by the names of their metrics, such as `accuracy`. Only finite numbers are figures. */
export type Figures = Readonly<Record<string, number>>;

/** What a test of a finished model has counted, by what was asked of the model. Metrics follow from it. */
export type Judged = JudgedClasses | JudgedPairs | JudgedOtherwise;

/** It named the class of each test image. */
export interface JudgedClasses {
  readonly task: 'classification';
  /** Mean cross-entropy over the test images, in nats. */
  readonly loss: number;
  readonly metrics: ClassificationMetrics;
  /** Whether two images are of one class, told by comparing their predicted classes; null where that was not asked. */
  readonly discrimination: ComparedClasses | null;
}

/** It told by its own output whether two test images are of one class. */
export interface JudgedPairs {
  readonly task: 'discrimination';
  /** Mean binary cross-entropy over the pairs of all sets, each counting the same, in nats. */
  readonly loss: number;
  /** The one that the metrics were counted at. */
  readonly threshold: UsedThreshold;
  readonly metrics: OwnOutputMetrics;
}

/** Judged in a way of its own, by an extension or a newer lab: what is known of it is its figures. */
export interface JudgedOtherwise {
  readonly task: 'other';
  /** What its figures follow from, with a kind that says how to read it. */
  readonly counts: Counts;
}

/** Counts of any kind, as JSON. */
export interface Counts {
  readonly kind: string;
  readonly [part: string]: unknown;
}
