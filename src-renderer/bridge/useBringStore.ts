import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { PictureSource } from '#shared/contract/datasets';
import type { DatasetInfo } from '#shared/datasets/datasets';
import { nameFor, type ImageSurvey, type ImportChoices, type ImportProgress } from '#shared/datasets/own';
import type { LabFailure } from '#shared/errors/errors';
import { useDatasetsStore } from './useDatasetsStore';
import { useLab } from './lab';

/** A dataset that is being made of a person's own pictures, on whatever page they are meanwhile. */
export const useBringStore = defineStore('bring', () => {
  const lab = useLab();
  const datasets = useDatasetsStore();
  const source = shallowRef<PictureSource | null>(null);
  const survey = shallowRef<ImageSurvey | null>(null);
  const failure = shallowRef<LabFailure | null>(null);
  /** What goes on. */
  const work = shallowRef<'survey' | 'import' | null>(null);
  const progress = shallowRef<ImportProgress | null>(null);
  let latest = 0;

  lab.listen('dataset:import-progress', (told) => {
    if (work.value !== null) progress.value = told;
  });

  /** Asks for a folder, an archive or a list with the system's dialog, and looks at it. */
  async function choose(from: 'folder' | 'archive' | 'list'): Promise<void> {
    const reply = await lab.ask('dataset:choose-pictures', { from });
    if (!reply.ok) failure.value = reply.failure;
    else if (reply.value !== null) await take(reply.value);
  }

  /** Something that was dropped on the window; nothing happens with what lies nowhere, as a picture out of a page. */
  async function takeDropped(file: File): Promise<void> {
    const path = lab.pathOf(file);
    if (path !== '') await take({ path, name: nameFor(path) });
  }

  /** Something that lies somewhere, or that an earlier dataset was made of. */
  async function take(chosen: PictureSource, choices: ImportChoices = {}): Promise<void> {
    forget();
    source.value = chosen;
    await look(choices);
  }

  /** Only the answer to the latest question counts. */
  async function look(choices: ImportChoices): Promise<void> {
    if (source.value === null) return;
    const { path, name } = source.value;
    const turn = begin('survey');
    const reply = await lab.ask('dataset:survey', { name, source: path, choices });
    if (turn !== latest) return;
    end();
    if (reply.ok) survey.value = reply.value;
    else if (reply.failure.code !== 'cancelled') failure.value = reply.failure;
  }

  /** @returns what was made; null where it was not */
  async function bring(name: string, choices: ImportChoices): Promise<DatasetInfo | null> {
    if (source.value === null) return null;
    const turn = begin('import');
    const reply = await lab.ask('dataset:bring', { name, source: source.value.path, choices });
    if (turn !== latest) return null;
    end();
    if (!reply.ok) {
      if (reply.failure.code !== 'cancelled') failure.value = reply.failure;
      return null;
    }
    datasets.replace(reply.value);
    forget();
    return reply.value;
  }

  async function cancel(): Promise<void> {
    await lab.ask('dataset:cancel-bring', null);
  }

  /** Ends what goes on, and begins anew. */
  function forget(): void {
    if (work.value !== null) void cancel();
    latest += 1;
    end();
    source.value = null;
    survey.value = null;
    failure.value = null;
  }

  function begin(kind: 'survey' | 'import'): number {
    work.value = kind;
    progress.value = null;
    failure.value = null;
    return (latest += 1);
  }

  function end(): void {
    work.value = null;
    progress.value = null;
  }

  return {
    source: shallowReadonly(source),
    survey: shallowReadonly(survey),
    failure: shallowReadonly(failure),
    work: shallowReadonly(work),
    progress: shallowReadonly(progress),
    choose,
    take,
    takeDropped,
    look,
    bring,
    cancel,
    forget,
  };
});
