import { collectImages } from '../datasets/own/collect';
import type { Tensorflow } from '../engine/tensorflow';
import { writeDataset } from './import-images';
import type { ImportAnswer, ImportCommand, ImportEvent } from './messages';
import { readRecord } from '../datasets/own/record';
import { readHeaders, survey, surveyText, withoutDamaged } from './survey';

/** Told so often at most; a folder of pictures has many. */
const TELL_MS = 100;

export interface ImportSources {
  /** Loaded where pictures are decoded. */
  readonly loadTensorflow: () => Tensorflow;
  readonly now: () => number;
}

/**
 * Looks at pictures, and brings them in where that is asked for.
 * @throws LabError `invalid-request`, `dataset-damaged`, `home-unusable`
 */
export async function importJob(
  command: ImportCommand,
  { loadTensorflow, now }: ImportSources,
  tell: (event: ImportEvent) => void,
): Promise<ImportAnswer> {
  const { name, source, choices, stage, target } = command;
  const report = sparingly(tell, now);
  const collected = await collectImages(source, {
    stage,
    onProgress: (done, total) => report('unpacking', done, total),
  });
  const total = collected.images.length;
  const headers = await readHeaders(collected, (done) => report('looking', done, total));
  const surveyed = survey(headers, name, choices);
  if (command.kind === 'survey') return { kind: 'surveyed', survey: surveyText(surveyed) };
  const left = await writeDataset(surveyed, {
    tf: loadTensorflow(),
    folder: target,
    source,
    now: now(),
    onProgress: (done) => report('reading', done, surveyed.images.length),
  });
  const facts = readRecord(target)?.facts;
  if (facts === undefined) throw new Error('What was written is no dataset.');
  return { kind: 'imported', facts, survey: surveyText(withoutDamaged(surveyed, left)) };
}

type Report = (
  phase: Extract<ImportEvent, { readonly kind: 'progress' }>['phase'],
  done: number,
  total: number,
) => void;

function sparingly(tell: (event: ImportEvent) => void, now: () => number): Report {
  let last = { phase: '', at: 0 };
  return (phase, done, total) => {
    const at = now();
    if (phase === last.phase && done < total && at - last.at < TELL_MS) return;
    last = { phase, at };
    tell({ kind: 'progress', phase, done, total });
  };
}
