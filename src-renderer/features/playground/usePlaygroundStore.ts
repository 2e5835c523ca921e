import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';

import type { ImageFacts } from '#shared/datasets/datasets';
import { SHAPES } from '#shared/datasets/shapes';
import type { ShownImage } from '#shared/contract/inspection';
import type { UnderstoodSummary } from '#shared/runs/run';
import { isLightAtEdge, prepareImage, type SquarePicture } from './prepare-image';
import { readPicture } from './read-picture';
import { useLab } from '../../bridge/lab';
import { latest } from '../../bridge/latest';

export type Slot = 'first' | 'second';
export const SLOTS = ['first', 'second'] as const satisfies readonly Slot[];

/** What lies in a slot. */
export type SlotImage =
  | { readonly kind: 'test'; readonly index: number }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly picture: SquarePicture;
      readonly inverted: boolean;
      /** As the network sees it. */
      readonly pixels: Uint8Array;
    };

/** Two images and the network of a finished run. They stay while the person looks at other screens. */
export const usePlaygroundStore = defineStore('playground', () => {
  const lab = useLab();
  const run = shallowRef<UnderstoodSummary | null>(null);
  const first = shallowRef<SlotImage>({ kind: 'test', index: 0 });
  const second = shallowRef<SlotImage>({ kind: 'test', index: 1 });
  const slots = { first, second };
  /** Names of files that were no pictures. */
  const unreadable = shallowRef<string | null>(null);
  const answer = latest((query: { readonly id: number; readonly first: ShownImage; readonly second: ShownImage }) =>
    lab.ask('run:playground', query),
  );

  function choose(chosen: UnderstoodSummary): void {
    if (chosen.id === run.value?.id) return;
    const isOther = chosen.spec.dataset !== run.value?.spec.dataset;
    run.value = chosen;
    answer.clear();
    // images of the person's own are made anew for the other dataset; those of its test set are others
    if (isOther)
      for (const slot of SLOTS) slots[slot].value = fitted(slots[slot].value, slot, chosen.datasetFacts ?? SHAPES);
  }

  function fitted(image: SlotImage, slot: Slot, facts: ImageFacts): SlotImage {
    return image.kind === 'test'
      ? { kind: 'test', index: slot === 'first' ? 0 : 1 }
      : fileImage(image.name, image.picture, facts, image.inverted);
  }

  function fileImage(name: string, picture: SquarePicture, { imageShape }: ImageFacts, inverted: boolean): SlotImage {
    const pixels = prepareImage(picture, imageShape, inverted);
    return { kind: 'file', name, picture, inverted, pixels };
  }

  function showTest(slot: Slot, index: number): void {
    unreadable.value = null;
    slots[slot].value = { kind: 'test', index };
  }

  async function showFile(slot: Slot, file: File): Promise<void> {
    const picture = await readPicture(file);
    unreadable.value = picture === null ? file.name : null;
    if (picture === null || run.value === null) return;
    const facts = run.value.datasetFacts ?? SHAPES;
    // the datasets of one channel are drawings, light on dark
    const isInverted = facts.imageShape[2] === 1 && isLightAtEdge(picture);
    slots[slot].value = fileImage(file.name, picture, facts, isInverted);
  }

  function invert(slot: Slot, inverted: boolean): void {
    const image = slots[slot].value;
    if (image.kind === 'test' || run.value === null) return;
    slots[slot].value = fileImage(image.name, image.picture, run.value.datasetFacts ?? SHAPES, inverted);
  }

  function swap(): void {
    [first.value, second.value] = [second.value, first.value];
  }

  const shown = (image: SlotImage): ShownImage =>
    image.kind === 'test' ? image : { kind: 'pixels', pixels: image.pixels };
  watch([run, first, second], ([chosen, one, other]) => {
    if (chosen !== null) void answer.ask({ id: chosen.id, first: shown(one), second: shown(other) });
  });

  return { run, first, second, unreadable, answer, choose, showTest, showFile, invert, swap };
});
