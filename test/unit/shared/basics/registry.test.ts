import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRegistry } from '#shared/basics/registry';

interface Fruit {
  readonly kind: string;
  readonly weight: number;
}

const registryOf = (...kinds: readonly string[]) => {
  const fruits = createRegistry<Fruit>('fruit', ({ kind }) => kind);
  kinds.forEach((kind, weight) => fruits.register({ kind, weight }));
  return fruits;
};

describe('a registry', () => {
  it('gives what was registered, in that order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), (kinds) => {
        const fruits = registryOf(...kinds);
        expect(fruits.kinds()).toEqual(kinds);
        expect(fruits.all().map(({ kind }) => kind)).toEqual(kinds);
        kinds.forEach((kind, weight) => {
          expect(fruits.get(kind)).toEqual({ kind, weight });
          expect(fruits.find(kind)).toBe(fruits.get(kind));
        });
      }),
    );
  });

  it('refuses a second entry of one kind, and keeps the first', () => {
    const fruits = registryOf('plum', 'fig');
    expect(() => fruits.register({ kind: 'plum', weight: 9 })).toThrow(
      new RangeError(
        'Received the fruit "plum" a second time; expected a name of its own for each. There are plum, fig.',
      ),
    );
    expect(fruits.get('plum').weight).toBe(0);
    expect(fruits.all()).toHaveLength(2);
  });

  it('names what there is where a kind is asked for that it does not know', () => {
    const fruits = registryOf('plum', 'fig');
    expect(fruits.find('kiwi')).toBeUndefined();
    expect(() => fruits.get('kiwi')).toThrow(
      new RangeError('Received "kiwi"; expected a fruit that the lab knows: plum, fig.'),
    );
  });

  it('takes no name of an object’s own for an entry', () => {
    expect(registryOf('plum').find('constructor')).toBeUndefined();
    expect(registryOf('plum').find('__proto__')).toBeUndefined();
  });
});
