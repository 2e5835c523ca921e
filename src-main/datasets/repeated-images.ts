import { createHash } from 'node:crypto';

import { LabError } from '#shared/errors/errors';

/** Finds images that come more than once, by a hash of their pixels: no image is kept. */
export interface ImageRegister {
  /** @param file for messages; files of one name are one */
  readonly add: (file: string, split: 'train' | 'test', pixels: Uint8Array) => void;
  /**
   * How many test images are training images too.
   * @throws LabError `dataset-damaged` where all images of a file are in another one
   */
  readonly conclude: (title: string) => number;
}

interface RegisteredFile {
  readonly split: 'train' | 'test';
  readonly images: string[];
}

export function createImageRegister(): ImageRegister {
  const files = new Map<string, RegisteredFile>();
  return {
    add: (file, split, pixels) => {
      const registered = files.get(file) ?? { split, images: [] };
      files.set(file, registered);
      registered.images.push(createHash('sha1').update(pixels).digest('base64'));
    },
    conclude: (title) => {
      const all = [...files];
      const train = all
        .filter(([, { split }]) => split === 'train')
        .map(([name, { images }]) => ({ name, set: new Set(images) }));
      for (const [name, { images }] of all) {
        const copy = train.find((other) => other.name !== name && images.every((image) => other.set.has(image)));
        if (copy !== undefined) throw sameFile(title, name, copy.name);
      }
      return all
        .filter(([, { split }]) => split === 'test')
        .flatMap(([, { images }]) => images)
        .filter((image) => train.some(({ set }) => set.has(image))).length;
    },
  };
}

/** Of two files that hold the same images. */
export function sameFile(title: string, one: string, other: string): LabError {
  return new LabError(
    'dataset-damaged',
    `${describeSameFile(one, other)} Install ${title} again, or import it again from a good copy.`,
  );
}

export function describeSameFile(one: string, other: string): string {
  return `${one} holds the same images as ${other}; expected others in each file.`;
}
