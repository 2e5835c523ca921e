import { toFailure } from '#shared/errors/errors';
import type { ImagePixels, RunPredictions, RunScores } from '#shared/datasets/pixels';
import { isUnderstood } from '#shared/experiment/stored-spec';
import type { Picture } from '#shared/report/document';
import { exampleChoices, type ExampleChoice } from '#shared/report/examples';
import { IMAGES_FOLDER } from '#shared/report/markdown';
import type { RunExamples } from '#shared/report/source';
import type { Run } from '#shared/runs/run';

import type { DatasetImages } from '../inspection/dataset-images';
import { pngOf } from './png';

/** What a run has kept of its answers, and where images come from. */
export interface ExampleSources {
  readonly predictions: (id: number) => Promise<RunPredictions | null>;
  readonly scores: (id: number) => Promise<RunScores | null>;
  readonly images: DatasetImages['images'];
}

/** The pictures of a run's surest answers. Where they cannot be had the report says why, and is made all the same. */
export async function runExamples(run: Run, sources: ExampleSources): Promise<RunExamples> {
  if (run.status !== 'finished') return { kind: 'none', why: 'Only a finished run has answers.' };
  if (!isUnderstood(run.spec)) return { kind: 'none', why: 'This lab does not understand its design.' };
  try {
    const choices = exampleChoices(run, await sources.predictions(run.id), await sources.scores(run.id));
    if (choices === null) return { kind: 'none', why: 'It has kept no answers to single images.' };
    const all = [...choices.right, ...choices.wrong];
    const indices = [...new Set(all.flatMap(({ images }) => images.map(({ index }) => index)))];
    const { dataset } = run.spec;
    const found = indices.length === 0 ? null : await sources.images({ dataset, split: 'test', indices });
    if (found === null) return { kind: 'none', why: 'It has kept no answers to single images.' };
    if (!all.every((choice) => isOf(choice, indices, found))) {
      return { kind: 'none', why: 'The dataset that is installed here is not the one of the run: other classes.' };
    }
    const picture = (choice: ExampleChoice): Picture => pictureOf(choice, run, indices, found);
    return { kind: 'shown', right: choices.right.map(picture), wrong: choices.wrong.map(picture) };
  } catch (error) {
    return { kind: 'none', why: toFailure(error).message };
  }
}

/** Whether the images are of the classes that the run was told. */
function isOf({ images, isSame }: ExampleChoice, indices: readonly number[], { labels }: ImagePixels): boolean {
  const found = images.map(({ index }) => labels[indices.indexOf(index)]);
  if (isSame !== null) return (found[0] === found[1]) === isSame;
  return images.every(({ truth }, place) => truth === null || truth === found[place]);
}

function pictureOf(
  { images, caption }: ExampleChoice,
  { id, spec, datasetFacts }: Run,
  indices: readonly number[],
  found: ImagePixels,
): Picture {
  const name = isUnderstood(spec) ? spec.dataset : `run-${id}`;
  return {
    caption,
    images: images.map(({ index }) => {
      const place = indices.indexOf(index);
      const label = found.labels[place] ?? 0;
      return {
        file: `${IMAGES_FOLDER}/${name}-test-${index}.png`,
        png: pngOf(found, place),
        alt: `test image ${index}: ${datasetFacts?.classNames[label] ?? `class ${label}`}`,
      };
    }),
  };
}
