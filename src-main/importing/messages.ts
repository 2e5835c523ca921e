import type { DatasetFacts } from '#shared/datasets/datasets';
import type { LabFailure } from '#shared/errors/errors';
import type { ImageSurvey, ImportChoices, ImportProgress } from '#shared/datasets/own';

/** To the import process: one task, then it ends. */
export interface ImportCommand {
  /** *survey* writes nothing but what it unpacks. */
  readonly kind: 'survey' | 'import';
  readonly name: string;
  /** A folder, an archive or a list. */
  readonly source: string;
  readonly choices: ImportChoices;
  /** An empty folder: archives are unpacked into it, and the lab removes it. */
  readonly stage: string;
  /** Where the dataset is written: an empty folder. */
  readonly target: string;
}

/** From the import process; `answered` is the last. */
export type ImportEvent =
  | {
      readonly kind: 'progress';
      readonly phase: ImportProgress['phase'];
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'answered'; readonly answer: ImportAnswer };

export type ImportAnswer =
  | { readonly kind: 'surveyed'; readonly survey: ImageSurvey }
  | { readonly kind: 'imported'; readonly facts: DatasetFacts; readonly survey: ImageSurvey }
  | { readonly kind: 'failed'; readonly failure: LabFailure };
