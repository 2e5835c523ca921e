import { join } from 'node:path';

import type { DatasetState } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

import { findingsOf } from './stamp';
import { findFolder, type StoredDataset } from './stored-dataset';

/** Looks for the files of datasets. */
export interface Finder {
  /** Of what is installed, a folder a dataset. */
  readonly folder: string;
  /** The file that tells what was verified, and when. */
  readonly record: string;
  /** Where a dataset is installed, or would be. */
  readonly installed: (dataset: StoredDataset) => string;
  readonly stateOf: (dataset: StoredDataset) => Promise<DatasetState>;
  /** Where it lies, whole as far as a quick look tells. @throws LabError `dataset-missing`, `dataset-damaged` */
  readonly placeOf: (dataset: StoredDataset) => Promise<string>;
  /** The names of its files in a folder. */
  readonly filesIn: (dataset: StoredDataset, folder: string) => Promise<readonly string[]>;
}

/**
 * @param home the lab's folder
 * @param dataFolder a folder of the user's own, which is read and never written
 */
export function createFinder({
  home,
  dataFolder,
}: {
  readonly home: string;
  readonly dataFolder: string | null;
}): Finder {
  const datasets = join(home, 'datasets');
  const record = join(datasets, 'verified.json');
  const installed = ({ facts }: StoredDataset): string => join(datasets, facts.name);

  const placesOf = (dataset: StoredDataset): readonly string[] => [
    installed(dataset),
    ...(dataFolder === null ? [] : [dataFolder]),
    ...dataset.systemFolders,
  ];

  const stateOf = async (dataset: StoredDataset): Promise<DatasetState> => {
    let damaged: DatasetState | null = null;
    for (const folder of placesOf(dataset)) {
      const found = await findFolder(dataset, folder);
      if (found?.inspection.kind === 'complete') {
        const findings = await findingsOf(record, found.folder);
        return { kind: 'installed', folder: found.folder, ...(findings === undefined ? {} : { findings }) };
      }
      if (found?.inspection.kind === 'damaged') {
        damaged ??= { kind: 'damaged', folder: found.folder, problem: found.inspection.problem };
      }
    }
    return damaged ?? { kind: 'missing' };
  };

  return {
    folder: datasets,
    record,
    installed,
    stateOf,
    placeOf: async (dataset) => {
      const state = await stateOf(dataset);
      if (state.kind === 'installed') return state.folder;
      const { title } = dataset.facts;
      if (state.kind === 'damaged') {
        throw new LabError('dataset-damaged', `${title} is damaged: ${state.problem} ${waysToGet(dataset)}`);
      }
      const looked = placesOf(dataset).join(' and ');
      throw new LabError('dataset-missing', `${title} was not found in ${looked}. ${waysToGet(dataset)}`);
    },
    filesIn: async (dataset, folder) => {
      const inspection = await dataset.inspect(folder);
      return inspection.kind === 'complete' ? inspection.files : [];
    },
  };
}

function waysToGet({ facts, advice }: StoredDataset): string {
  return (
    `Install it in the app under Datasets or with "npm run lab -- datasets install ${facts.name}", import a copy, or name ` +
    `the folder that holds it in SIAMESE_LAB_DATA. ${advice}`
  );
}
