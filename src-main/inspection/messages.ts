import type { DatasetName } from '#shared/datasets/datasets';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import type {
  DatasetStorage,
  DatasetSummary,
  InspectionProgress,
  Neighbour,
  NeighbourQuery,
  PairDistances,
  PairPage,
  PairQuery,
  PlaygroundAnswer,
  Projection,
  ProjectionQuery,
  SamplePage,
  SampleQuery,
  ShownImage,
} from '#shared/contract/inspection';
import type { Reply } from '#shared/contract/ipc';
import type { ImagePixels, Split } from '#shared/datasets/pixels';
import type { Artefact } from '#shared/runs/run';

/** A dataset as the inspection process finds it. */
export interface DatasetPlace {
  readonly dataset: DatasetName;
  /** What the catalogue's `folderOf` gave: null for a built-in one. */
  readonly folder: string | null;
}

/** A finished run as the inspection process finds it. */
export interface RunPlace {
  readonly spec: ExperimentSpec;
  /** Of its dataset. */
  readonly folder: string | null;
  readonly runFolder: string;
  readonly weights: Artefact;
}

/** What the inspection process can be asked, what it takes and what it gives. */
export interface Inspections {
  readonly images: {
    readonly args: DatasetPlace & { readonly split: Split; readonly indices: readonly number[] };
    readonly result: ImagePixels;
  };
  /** The class of every image of a set, in order. */
  readonly labels: { readonly args: DatasetPlace & { readonly split: Split }; readonly result: Uint8Array };
  readonly summary: { readonly args: DatasetPlace; readonly result: Omit<DatasetSummary, keyof DatasetStorage> };
  readonly sample: { readonly args: DatasetPlace & SampleQuery; readonly result: SamplePage };
  readonly pairs: { readonly args: DatasetPlace & PairQuery; readonly result: PairPage };
  /** The first one loads the network and gives it the images; from then on they are at hand. */
  readonly projection: {
    readonly args: RunPlace & Omit<ProjectionQuery, 'id'> & { readonly cacheFolder: string };
    readonly result: Projection;
  };
  readonly neighbours: {
    readonly args: RunPlace & Omit<NeighbourQuery, 'id'>;
    readonly result: readonly Neighbour[];
  };
  readonly distances: { readonly args: RunPlace; readonly result: PairDistances };
  readonly playground: {
    readonly args: { readonly run: RunPlace; readonly shown: readonly [ShownImage, ShownImage] };
    readonly result: PlaygroundAnswer;
  };
}

export type InspectionName = keyof Inspections;
export type InspectionArgs<Name extends InspectionName> = Inspections[Name]['args'];
export type InspectionResult<Name extends InspectionName> = Inspections[Name]['result'];

/** From the lab to the inspection process. *cancel*: the question of that id is not asked any more. */
export type InspectionCommand =
  | {
      readonly [Name in InspectionName]: {
        readonly id: number;
        readonly name: Name;
        readonly args: InspectionArgs<Name>;
      };
    }[InspectionName]
  | { readonly id: number; readonly name: 'cancel' };

/** From the inspection process to the lab: any number of times how far it is, and then the reply. */
export type InspectionAnswer =
  | { readonly id: number; readonly reply: Reply<unknown> }
  | { readonly id: number; readonly progress: InspectionProgress };
