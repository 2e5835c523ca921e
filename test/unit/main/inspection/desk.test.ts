import { expect, it } from 'vitest';

import type { Inspector } from '#main/inspection/inspector';
import { createDesk } from '#main/inspection/desk';
import type { InspectionAnswer, InspectionCommand } from '#main/inspection/messages';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A desk whose inspector holds each question until it is let go, and tells the order in which they began. */
function aDesk() {
  const told: InspectionAnswer[] = [];
  const begun: string[] = [];
  const open = new Map<string, () => void>();
  const answer =
    (name: string): ((args: unknown, control: { signal: AbortSignal }) => Promise<unknown>) =>
    async (_, { signal }) => {
      begun.push(name);
      await new Promise<void>((resolve, reject) => {
        open.set(name, resolve);
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
      return name;
    };
  const inspector = {
    labels: answer('labels'),
    projection: answer('projection'),
    neighbours: answer('neighbours'),
  } as unknown as Inspector;
  const obey = createDesk(inspector, (each) => told.push(each));
  const ask = (id: number, name: string): void => obey({ id, name, args: {} } as unknown as InspectionCommand);
  return { told, begun, ask, obey, finish: (name: string) => open.get(name)?.() };
}

it('answers about data while a network is being asked, and networks one after the other', async () => {
  const { told, begun, ask, finish } = aDesk();
  ask(1, 'projection');
  ask(2, 'neighbours');
  ask(3, 'labels');
  await turn();
  expect(begun).toEqual(['projection', 'labels']);
  finish('labels');
  await turn();
  expect(told).toEqual([{ id: 3, reply: { ok: true, value: 'labels' } }]);
  finish('projection');
  await turn();
  expect(begun).toEqual(['projection', 'labels', 'neighbours']);
});

it('refuses a question that was cancelled, whether it had begun or still waited, and goes on to the next', async () => {
  const { told, begun, ask, obey, finish } = aDesk();
  ask(1, 'projection');
  ask(2, 'projection');
  ask(3, 'neighbours');
  await turn();
  obey({ id: 2, name: 'cancel' });
  obey({ id: 1, name: 'cancel' });
  await turn();
  expect(told).toMatchObject([1, 2].map((id) => ({ id, reply: { ok: false, failure: { code: 'cancelled' } } })));
  expect(begun).toEqual(['projection', 'neighbours']);
  finish('neighbours');
  await turn();
  expect(told.at(-1)).toEqual({ id: 3, reply: { ok: true, value: 'neighbours' } });
});
