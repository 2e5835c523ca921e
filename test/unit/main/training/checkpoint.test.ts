import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeCheckpoint, encodeCheckpoint } from '#main/training/checkpoint';
import { decodeSafetensors, encodeSafetensors } from '#main/formats/safetensors';
import { LabError } from '#shared/errors/errors';

import { aCheckpoint } from './a-checkpoint';

describe('a checkpoint', () => {
  it('is read as it was written, to the last bit', () => {
    for (const checkpoint of [aCheckpoint(), aCheckpoint({ best: null, earlyStopping: null, series: [] })]) {
      expect(decodeCheckpoint(encodeCheckpoint(checkpoint).content)).toEqual(checkpoint);
    }
  });

  it('is refused wherever a byte of it is another, or its end is missing, and never read as something else', () => {
    const checkpoint = aCheckpoint();
    const { content } = encodeCheckpoint(checkpoint);
    const readOrRefused = (bytes: Uint8Array): void => {
      try {
        expect(decodeCheckpoint(bytes)).toEqual(checkpoint);
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
        expect(['checkpoint-damaged', 'checkpoint-newer']).toContain(error.code);
      }
    };
    fc.assert(
      fc.property(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const bytes = Uint8Array.from(content);
        bytes[place] = (bytes[place] ?? 0) ^ flip;
        readOrRefused(bytes);
      }),
      { numRuns: 2000 },
    );
    for (let length = 0; length < content.length; length += 7) {
      expect(() => decodeCheckpoint(content.subarray(0, length))).toThrow(LabError);
    }
  });

  it('of a newer lab is refused as that', () => {
    const { tensors, metadata } = decodeSafetensors(encodeCheckpoint(aCheckpoint()).content);
    expect(() => decodeCheckpoint(encodeSafetensors(tensors, { ...metadata, format: '2' }))).toThrow(
      'The checkpoint has format 2; this lab reads formats up to 1.',
    );
  });
});
