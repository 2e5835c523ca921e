import { describe, expect, it } from 'vitest';

import { isAtLeast } from '../../../scripts/setup/runtime-node.mjs';

describe('isAtLeast', () => {
  it.each([
    ['22.14.0', true],
    ['v22.14.1', true],
    ['24.0.0', true],
    ['22.13.9', false],
    ['20.20.2', false],
  ])('takes Node %s for recent enough: %s', (version, answer) => {
    expect(isAtLeast(version, '22.14.0')).toBe(answer);
  });
});
