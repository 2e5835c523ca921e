import { describe, expect, expectTypeOf, it } from 'vitest';

import { REQUEST_SCHEMAS, type LabRequests, type RequestArgs, type RequestResult } from '#shared/contract/ipc';

describe('the contract between window and lab', () => {
  it('holds a schema for every request', () => {
    expectTypeOf<keyof typeof REQUEST_SCHEMAS>().toEqualTypeOf<keyof LabRequests>();
    expectTypeOf<RequestArgs<'run:get'>>().toEqualTypeOf<{ readonly id: number }>();
    expectTypeOf<RequestResult<'run:cancel'>>().toEqualTypeOf<null>();
  });

  it.each([
    ['run:get', { id: 0 }],
    ['run:get', { id: '1' }],
    ['run:get', { id: 1, more: true }],
    ['run:list', { offset: -1, limit: 10 }],
    ['run:list', { offset: 0, limit: 100_000 }],
    ['dataset:install', { dataset: '../../etc' }],
    ['experiment:launch', { spec: { dataset: 'shapes', fraction: 2 } }],
  ] as const)('refuses %s with %j', (name, args) => {
    expect(REQUEST_SCHEMAS[name].safeParse(args).success).toBe(false);
  });
});
