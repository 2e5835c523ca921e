import { z } from 'zod';

import { datasetNameSchema, type DatasetInfo, type DatasetName, type InstallProgress } from '../datasets/datasets';
import {
  importChoicesSchema,
  ownNameSchema,
  type ImageSurvey,
  type ImportChoices,
  type ImportProgress,
} from '../datasets/own';

/** What the window asks about how datasets get here. */
export interface DatasetRequests {
  readonly 'dataset:list': { readonly args: null; readonly result: readonly DatasetInfo[] };
  /** Downloads, checks and unpacks. Progress arrives as `dataset:progress`. */
  readonly 'dataset:install': { readonly args: { readonly dataset: DatasetName }; readonly result: DatasetInfo };
  readonly 'dataset:cancel-install': { readonly args: { readonly dataset: DatasetName }; readonly result: null };
  /** Asks for an archive or a folder with the system's dialog; null where the person changed their mind. */
  readonly 'dataset:import': {
    readonly args: { readonly dataset: DatasetName; readonly from: 'archive' | 'folder' };
    readonly result: DatasetInfo | null;
  };
  /** Asks with the system's dialog what to make a dataset of; null where the person changed their mind. */
  readonly 'dataset:choose-pictures': {
    readonly args: { readonly from: 'folder' | 'archive' | 'list' };
    readonly result: PictureSource | null;
  };
  /** What is there, and what an import would make of it. Progress: `dataset:import-progress`. */
  readonly 'dataset:survey': { readonly args: PictureRequest; readonly result: ImageSurvey };
  /** Makes a dataset of pictures. */
  readonly 'dataset:bring': { readonly args: PictureRequest; readonly result: DatasetInfo };
  /** Ends whatever survey or import is under way; nothing of it is kept. */
  readonly 'dataset:cancel-bring': { readonly args: null; readonly result: null };
  /** Removes a dataset of a person's own. Runs that were trained on it stay. */
  readonly 'dataset:remove': { readonly args: { readonly dataset: DatasetName }; readonly result: null };
}

/** What the lab tells the window about them, unasked. */
export interface DatasetEvents {
  readonly 'dataset:progress': InstallProgress;
  /** How far the import of a person's own pictures is. */
  readonly 'dataset:import-progress': ImportProgress;
}

/** Something that a person has chosen. */
export interface PictureSource {
  readonly path: string;
  /** A name for the dataset that it makes. */
  readonly name: string;
}

export interface PictureRequest {
  readonly name: string;
  readonly source: string;
  readonly choices: ImportChoices;
}

const dataset = datasetNameSchema;
const pictureRequest = z.strictObject({
  name: ownNameSchema,
  source: z.string().min(1).max(4096),
  choices: importChoicesSchema,
});

export const DATASET_SCHEMAS = {
  'dataset:list': z.null(),
  'dataset:install': z.strictObject({ dataset }),
  'dataset:cancel-install': z.strictObject({ dataset }),
  'dataset:import': z.strictObject({ dataset, from: z.enum(['archive', 'folder']) }),
  'dataset:choose-pictures': z.strictObject({ from: z.enum(['folder', 'archive', 'list']) }),
  'dataset:survey': pictureRequest,
  'dataset:bring': pictureRequest,
  'dataset:cancel-bring': z.null(),
  'dataset:remove': z.strictObject({ dataset }),
};
