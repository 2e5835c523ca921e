import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LabError, toFailure } from '#shared/errors/errors';
import { showable, showableMessage } from '#shared/basics/showable';

/** What a terminal or a screen could take for more than a letter. */
const RAW = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

describe('a foreign text', () => {
  it('is shown with the codes of what cannot be seen', () => {
    expect(showable('a\u001b[2Jb\r\nc\u202ed\u0085')).toBe('a\\u001b[2Jb\\u000d\\u000ac\\u202ed\\u0085');
    expect(showable('zażółć 猫 👩‍🔬')).toBe('zażółć 猫 👩‍🔬');
    expect(showable('x'.repeat(300))).toBe(`${'x'.repeat(200)}…`);
    expect(showable('ab', 2)).toBe('ab');
  });

  it('has nothing raw in it, whatever it is, and is shown once more as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(showable(text)).not.toMatch(RAW);
        expect(showable(showable(text, 99_999), 99_999)).toBe(showable(text, 99_999));
        expect(showableMessage(text).replaceAll(/[\n\t]/g, '')).not.toMatch(RAW);
      }),
    );
  });
});

describe('a message', () => {
  it('keeps its own line breaks, and shows everything else', () => {
    expect(new LabError('internal', 'one\ntwo\u001b[31m', 'at\u0007')).toMatchObject({
      message: 'one\ntwo\\u001b[31m',
      detail: 'at\\u0007',
    });
    expect(toFailure(new Error('a\u001bb')).message).toContain('a\\u001bb');
    expect(toFailure('a\u001bb').message).toContain('a\\u001bb');
    expect(toFailure(Object.assign(new Error('full\u0007'), { code: 'SQLITE_FULL' })).message).toContain('full\\u0007');
    expect(toFailure(Object.assign(new Error('full\u0007'), { code: 'ENOSPC' })).detail).toContain('full\\u0007');
  });
});
