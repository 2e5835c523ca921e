import fc from 'fast-check';
import { expect, it } from 'vitest';

import { rankOf } from '../../../../src-renderer/ui/find';

it('answers where every typed word begins a word, whatever the case and the accents', () => {
  expect(rankOf('Design row C3: Vanilla, 10%', 'c3')).toBe(2);
  expect(rankOf('Przejdź do: Przebiegi', 'przejdz')).toBe(0);
  expect(rankOf('Łódź', 'lodz')).toBe(0);
  expect(rankOf('Go to Slides', 'to sl')).toBe(3);
  expect(rankOf('Go to Slides', 'lides')).toBeNull();
});

it('finds any text by any beginning of its words', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 8 }), (words, at, length) => {
      const typed = words[at % words.length]?.slice(0, length) ?? '';
      expect(rankOf(words.join(' '), typed)).not.toBeNull();
    }),
  );
});
