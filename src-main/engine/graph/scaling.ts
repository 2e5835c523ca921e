import type { InputScaling } from '#shared/experiment/experiment';

import { pixelTables, type PixelStatistics } from '../pixel-scaling';
import type { Output } from './graph';
import type { Operations } from './operations';

/**
 * Float images from bytes, as the engines agree on in `pixelTables`. Each scaling is a straight line from pixel value to
 * input, one for each channel, and so it is laid into the graph.
 * @param bytes [batch, height, width, channels]
 * @throws RangeError where the images, or what is known of them, do not suit the scaling
 */
export function buildScaling(
  operations: Operations,
  scaling: InputScaling,
  channels: number,
  statistics: PixelStatistics | undefined,
  bytes: Output,
): Output {
  const { graph, cast, divide, multiply, add } = operations;
  const { sources, values } = pixelTables(scaling, channels, statistics);
  const pixels = cast(bytes, 'float');
  if (scaling === 'unit') return divide(pixels, graph.float(255));
  const from = Float32Array.from({ length: channels }, (_, channel) => values[channel * 256] ?? 0);
  const slope = Float32Array.from(from, (start, channel) => ((values[channel * 256 + 255] ?? 0) - start) / 255);
  const isReversed = sources[0] !== 0;
  const ordered = isReversed
    ? graph.add('ReverseV2', [pixels, graph.ints([3])], 'float', {
        attr: { T: { type: 'float' }, Tidx: { type: 'int32' } },
      })
    : pixels;
  return add(multiply(ordered, graph.constant(slope, [channels])), graph.constant(from, [channels]));
}
