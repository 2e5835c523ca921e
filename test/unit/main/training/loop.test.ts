import { describe, expect, it } from 'vitest';

import { train, type EpochEnd, type Stop, type TrainingHook, type TrainOptions } from '#main/training/loop';
import { startOfEpoch, type Position } from '#main/training/position';

import { fakeNetwork } from './fake-network';

const ten = Uint32Array.from({ length: 10 }, (_, index) => index);
const scores = { loss: 1, accuracy: 0.5 };

function options(overrides: Partial<TrainOptions>): TrainOptions {
  return {
    network: fakeNetwork(({ first }) => ({ loss: first.length, correct: 1 })),
    examples: () => ({ first: ten }),
    epochs: 2,
    batchSize: 4,
    seed: 1,
    validate: () => Promise.resolve(scores),
    hooks: [],
    ...overrides,
  };
}

const keeping =
  (places: Position[]) =>
  (place: Position): Promise<void> => {
    places.push(place);
    return Promise.resolve();
  };

describe('the training loop', () => {
  it('gives every image once an epoch, in another order each epoch, the rest in a smaller batch', async () => {
    const network = fakeNetwork(() => ({ loss: 0, correct: 0 }));
    await train(options({ network }));
    expect(network.batches.map(({ first }) => first.length)).toEqual([4, 4, 2, 4, 4, 2]);
    const epochs = [network.batches.slice(0, 3), network.batches.slice(3)].map((batches) =>
      batches.flatMap(({ first }) => [...first]),
    );
    for (const epoch of epochs) expect(epoch.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(epochs[0]).not.toEqual(epochs[1]);
  });

  it('repeats the same order for the same seed', async () => {
    const runs = [fakeNetwork(() => ({ loss: 0, correct: 0 })), fakeNetwork(() => ({ loss: 0, correct: 0 }))];
    for (const network of runs) await train(options({ network }));
    expect(runs[0]?.batches).toEqual(runs[1]?.batches);
  });

  it('reports means over images, not over batches', async () => {
    const epochs: EpochEnd[] = [];
    await train(options({ epochs: 1, hooks: [{ onEpochEnd: (epoch) => epochs.push(epoch) }] }));
    // batches of 4, 4 and 2 images with losses 4, 4 and 2; one hit each
    expect(epochs).toEqual([
      { epoch: 1, train: { loss: (4 * 4 + 4 * 4 + 2 * 2) / 10, accuracy: 0.3 }, validation: scores },
    ]);
  });

  it('stops at the end of the batch in which it is asked to, tells no half epoch, and always tells the end', async () => {
    const network = fakeNetwork(() => ({ loss: 0, correct: 0 }));
    const told: string[] = [];
    const reason = await train(
      options({
        network,
        hooks: [
          { onBatchEnd: ({ epoch, batch }, stop) => epoch === 2 && batch === 2 && stop('cancelled') },
          {
            onEpochEnd: ({ epoch }) => told.push(`epoch ${epoch}`),
            onTrainEnd: (ended) => told.push(ended),
          },
        ],
      }),
    );
    expect(reason).toBe('cancelled');
    expect(network.batches).toHaveLength(5);
    expect(told).toEqual(['epoch 1', 'cancelled']);
  });

  it('gives a device several batches before it waits for what the first of them gave, and tells each in order', async () => {
    const given: number[] = [];
    const told: number[] = [];
    const network = {
      ...fakeNetwork(() => ({ loss: 0, correct: 0 })),
      batchesAtOnce: 3,
      trainBatch: async () => {
        given.push(told.length);
        await new Promise((resolve) => setTimeout(resolve));
        return { loss: 2, correct: 1 };
      },
    };
    const hooks = [{ onBatchEnd: ({ batch }: { readonly batch: number }) => void told.push(batch) }];
    await train(options({ network, epochs: 1, batchSize: 2, hooks }));
    // five batches: three at once, and the two that are left
    expect(given).toEqual([0, 0, 0, 3, 3]);
    expect(told).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps the two images of a pair, what they are and how much they count together', async () => {
    const network = fakeNetwork(() => ({ loss: 0, correct: 0 }));
    const examples = {
      first: ten,
      second: ten.map((index) => index + 100),
      same: Uint8Array.from(ten, (index) => index % 2),
      weights: Float32Array.from(ten, (index) => index / 2),
    };
    await train(options({ network, examples: () => examples, epochs: 1 }));
    for (const { first, second, same, weights } of network.batches) {
      expect([...(second ?? [])]).toEqual([...first].map((index) => index + 100));
      expect([...(same ?? [])]).toEqual([...first].map((index) => index % 2));
      expect([...(weights ?? [])]).toEqual([...first].map((index) => index / 2));
    }
  });

  it('asks for the examples anew each epoch, so that pairs can be redrawn', async () => {
    const asked: number[] = [];
    await train(
      options({
        examples: (epoch) => {
          asked.push(epoch);
          return { first: ten };
        },
      }),
    );
    expect(asked).toEqual([1, 2]);
  });

  it('goes on from any place that it told of as if nothing had been', async () => {
    const through = { batches: [] as unknown[], epochs: [] as EpochEnd[], places: [] as Position[] };
    const lossOf = ({ first }: { readonly first: Uint32Array }) => ({ loss: first[0] ?? 0, correct: first.length - 1 });
    const network = fakeNetwork(lossOf);
    await train(
      options({
        network,
        hooks: [{ onEpochEnd: (epoch) => through.epochs.push(epoch) }],
        reached: keeping(through.places),
      }),
    );
    // after each of 2 × 3 batches, after each epoch, and in the end
    expect(through.places).toHaveLength(9);
    for (const from of through.places) {
      const [epochs, other]: [EpochEnd[], ReturnType<typeof fakeNetwork>] = [[], fakeNetwork(lossOf)];
      await train(options({ network: other, from, hooks: [{ onEpochEnd: (epoch) => epochs.push(epoch) }] }));
      expect(other.batches).toEqual(network.batches.slice((from.epoch - 1) * 3 + from.batch));
      expect(epochs).toEqual(through.epochs.slice(from.epoch - 1));
    }
  });

  it.each(['cancelled', 'paused'] as const)('tells where it stands when it is %s', async (why) => {
    const told: [Position, boolean][] = [];
    const stop = { onBatchEnd: ({ batch }: { readonly batch: number }, end: Stop) => batch === 2 && end(why) };
    const reason = await train(
      options({ hooks: [stop], reached: (place, isLast) => Promise.resolve(void told.push([place, isLast])) }),
    );
    expect(reason).toBe(why);
    expect(told.map(([{ epoch, batch }, isLast]) => [epoch, batch, isLast])).toEqual([
      [1, 1, false],
      [1, 2, true],
    ]);
  });

  it('does not go on with a training that its own design had ended', async () => {
    const network = fakeNetwork(() => ({ loss: 0, correct: 0 }));
    expect(await train(options({ network, from: startOfEpoch(2, true) }))).toBe('stalled');
    expect(network.batches).toEqual([]);
  });

  it('keeps no place of a training that has diverged', async () => {
    const told: Position[] = [];
    const hooks: TrainingHook[] = [{ onBatchEnd: (_, stop) => stop('diverged') }];
    await train(options({ hooks, reached: keeping(told) }));
    expect(told).toEqual([]);
  });

  it('lets messages in between batches', async () => {
    let heard = 0;
    setImmediate(() => (heard += 1));
    await train(options({ epochs: 1 }));
    expect(heard).toBe(1);
  });
});
