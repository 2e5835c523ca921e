import { describe, expect, it } from 'vitest';

import { en } from '../../../../src-renderer/locales/en';
import { createLabI18n, type MessageKey } from '../../../../src-renderer/locales/i18n';

interface Tree {
  readonly [key: string]: string | Tree;
}

function keysOf(tree: Tree, path = ''): readonly string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  );
}

const { t } = createLabI18n().global;

describe('the English messages', () => {
  it.each(keysOf(en))('%s can be read by the translator', (key) => {
    expect(t(key, {}, { plural: 2 })).not.toBe('');
  });

  it('have a form for one and a form for many', () => {
    const runs: MessageKey = 'runs.total';
    expect([t(runs, { count: 1 }, { plural: 1 }), t(runs, { count: '1,200' }, { plural: 1200 })]).toEqual([
      '1 run',
      '1,200 runs',
    ]);
  });
});
