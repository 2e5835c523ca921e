import { describe, expect, it } from 'vitest';

import { defineFlags } from '../../../scripts/setup/sqlite.mjs';

describe('defineFlags', () => {
  it('reads the compile-time options of SQLite, with and without a value', () => {
    const gypi =
      "{\n  'defines': [\n    'SQLITE_DQS=0',\n    'SQLITE_DEFAULT_CACHE_SIZE=-16000',\n    'SQLITE_ENABLE_FTS5',\n  ],\n}";
    expect(defineFlags(gypi)).toEqual(['-DSQLITE_DQS=0', '-DSQLITE_DEFAULT_CACHE_SIZE=-16000', '-DSQLITE_ENABLE_FTS5']);
  });
});
