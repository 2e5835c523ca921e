import { expect, it, vi } from 'vitest';

import type { AskOptions } from '#main/inspection/inspection';
import type { RunPlace } from '#main/inspection/messages';
import { createProjecting, type ProjectingOptions } from '#main/lab/inspection/projecting';

const query = { tower: 0, count: 10, method: 'pca', seed: 1 } as const;

/** An inspection process that answers when it is told to, or when the question is cancelled. */
function setUp() {
  const asked: { readonly options: AskOptions; readonly answer: () => void }[] = [];
  const ask = vi.fn(
    (_name: string, _args: unknown, options: AskOptions) =>
      new Promise((resolve, reject) => {
        asked.push({ options, answer: () => resolve('points') });
        options.signal?.addEventListener('abort', () => reject(new Error('cancelled')));
      }),
  );
  const emit = vi.fn();
  const projecting = createProjecting({
    inspection: { ask: ask as unknown as ProjectingOptions['inspection']['ask'] },
    placeOf: (id) => Promise.resolve({ runFolder: `/runs/${id}` } as RunPlace),
    cacheFolder: '/cache',
    events: { emit },
  });
  return { projecting, asked, ask, emit };
}

it('asks for the projection of a run, and tells how far it is', async () => {
  const { projecting, asked, ask, emit } = setUp();
  const projection = projecting.project({ id: 7, ...query });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(ask.mock.calls[0]?.slice(0, 2)).toEqual([
    'projection',
    { runFolder: '/runs/7', cacheFolder: '/cache', ...query },
  ]);
  const progress = { phase: 'projecting', done: 1, total: 2 } as const;
  asked[0]?.options.onProgress?.(progress);
  expect(emit).toHaveBeenCalledExactlyOnceWith('projection:progress', { id: 7, progress });
  asked[0]?.answer();
  expect(await projection).toBe('points');
});

it('gives a projection up for the next one, which goes on', async () => {
  const { projecting, asked } = setUp();
  const first = projecting.project({ id: 7, ...query });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  const second = projecting.project({ id: 8, ...query });
  await expect(first).rejects.toThrow('cancelled');
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  // the end of the first leaves the second to be cancelled
  projecting.cancel(8);
  await expect(second).rejects.toThrow('cancelled');
});

it('cancels the projection of that run alone', async () => {
  const { projecting, asked } = setUp();
  const projection = projecting.project({ id: 7, ...query });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  projecting.cancel(8);
  expect(asked[0]?.options.signal?.aborted).toBe(false);
  projecting.cancel(7);
  await expect(projection).rejects.toThrow('cancelled');
});
