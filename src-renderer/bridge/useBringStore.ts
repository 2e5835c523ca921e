import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef, type ShallowRef } from 'vue';

import type { PictureSource } from '#shared/contract/datasets';
import type { DroppedFile, Reply } from '#shared/contract/ipc';
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
  const { failure, work, progress, ask, stop } = useLabour();

  /** Asks for a folder, an archive or a list with the system's dialog, and looks at it. */
  async function choose(from: 'folder' | 'archive' | 'list'): Promise<void> {
    const reply = await lab.ask('dataset:choose-pictures', { from });
    if (!reply.ok) failure.value = reply.failure;
    else if (reply.value !== null) await take(reply.value);
  }

  /** Something that was dropped on the window; nothing happens with what lies nowhere, as a picture out of a page. */
  async function takeDropped(file: DroppedFile): Promise<void> {
    const path = lab.pathOf(file);
    if (path !== '') await take({ path, name: nameFor(path) });
  }

  /** Something that lies somewhere, or that an earlier dataset was made of. */
  async function take(chosen: PictureSource, choices: ImportChoices = {}): Promise<void> {
    forget();
    source.value = chosen;
    await look(choices);
  }

  async function look(choices: ImportChoices): Promise<void> {
    if (source.value === null) return;
    const { path, name } = source.value;
    const found = await ask('survey', () => lab.ask('dataset:survey', { name, source: path, choices }));
    if (found !== null) survey.value = found;
  }

  /** @returns what was made; null where it was not */
  async function bring(name: string, choices: ImportChoices): Promise<DatasetInfo | null> {
    if (source.value === null) return null;
    const { path } = source.value;
    const made = await ask('import', () => lab.ask('dataset:bring', { name, source: path, choices }));
    if (made === null) return null;
    datasets.replace(made);
    forget();
    return made;
  }

  /** Ends what goes on, and begins anew. */
  function forget(): void {
    stop();
    source.value = null;
    survey.value = null;
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
    cancel: () => lab.ask('dataset:cancel-bring', null),
    forget,
  };
});

type Work = 'survey' | 'import';

interface Labour {
  readonly failure: ShallowRef<LabFailure | null>;
  /** What goes on. */
  readonly work: ShallowRef<Work | null>;
  readonly progress: ShallowRef<ImportProgress | null>;
  /** Only the answer to the latest question counts; null of an earlier one, and where it failed. */
  readonly ask: <Value>(kind: Work, question: () => Promise<Reply<Value>>) => Promise<Value | null>;
  readonly stop: () => void;
}

/** What the lab does with the pictures, and how far it is. */
function useLabour(): Labour {
  const lab = useLab();
  const failure = shallowRef<LabFailure | null>(null);
  const work = shallowRef<Work | null>(null);
  const progress = shallowRef<ImportProgress | null>(null);
  let latest = 0;
  lab.listen('dataset:import-progress', (told) => {
    if (work.value !== null) progress.value = told;
  });

  const become = (kind: Work | null): number => {
    work.value = kind;
    progress.value = null;
    failure.value = null;
    return (latest += 1);
  };
  return {
    failure,
    work,
    progress,
    ask: async (kind, question) => {
      const turn = become(kind);
      const reply = await question();
      if (turn !== latest) return null;
      become(null);
      if (reply.ok) return reply.value;
      if (reply.failure.code !== 'cancelled') failure.value = reply.failure;
      return null;
    },
    stop: () => {
      if (work.value !== null) void lab.ask('dataset:cancel-bring', null);
      become(null);
    },
  };
}
