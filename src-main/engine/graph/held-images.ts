import type { NamedTensorMap } from '@tensorflow/tfjs-node';

import type { NetworkPlan } from '#shared/networks/plan';

import type { ImageSet } from '../../datasets/dataset';
import type { Batch } from '../engine';
import type { CutNetwork } from '#shared/networks/frozen-front';
import type { Tensorflow } from '../tensorflow';
import type { GraphSession } from './graph-session';
import type { GraphSet } from './image-sets';
import { createKeptFeatures } from './kept-features';
import { laneBounds } from './lanes';

/** The images that lie in a graph. */
export interface HeldImages {
  /** Has the images of a set in the graph, and of those of a batch what the frozen front makes of them. */
  readonly hold: (set: GraphSet, images: ImageSet, batch: Batch) => void;
  /** For when the weights change: what the front made of the images is worked out anew. */
  readonly forgetFeatures: () => void;
}

/** @param cut the network in two where what its front gives is kept, otherwise null */
export function createHeldImages(
  tf: Tensorflow,
  session: GraphSession,
  { plan, cut, laneCount }: { readonly plan: NetworkPlan; readonly cut: CutNetwork | null; readonly laneCount: number },
): HeldImages {
  const held = new Map<GraphSet, ImageSet>();
  const features = createKeptFeatures(plan, cut, (signature, indices) => {
    const part = (size: number): NamedTensorMap => ({ indices: tf.tensor1d(indices.subarray(0, size), 'int32') });
    for (const { size } of laneBounds(indices.length, laneCount)) {
      session.useAlone(`alone/${signature}`, size, () => part(size));
    }
    session.run(signature, part(indices.length));
  });
  return {
    hold: (set, images, batch) => {
      if (held.get(set) !== images) {
        session.run(`fill/${set}`, {
          packed: tf.tensor1d(packed(images.images), 'int32'),
          labels: tf.tensor1d(Int32Array.from(images.labels), 'int32'),
        });
        held.set(set, images);
        features.forget(set);
      }
      features.need(set, images, batch);
    },
    forgetFeatures: () => {
      features.forget();
    },
  };
}

/** Bytes four to a number, as the graph unpacks them; zeros fill the last one up. */
function packed(bytes: Uint8Array): Int32Array {
  const isAligned = bytes.byteOffset % 4 === 0 && bytes.byteLength % 4 === 0;
  if (isAligned) return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const padded = new Uint8Array(Math.ceil(bytes.byteLength / 4) * 4);
  padded.set(bytes);
  return new Int32Array(padded.buffer);
}
