import { describe, expect, it } from 'vitest';

import { LabError, toFailure } from '#shared/errors/errors';

describe('a failure that crosses a process boundary', () => {
  it('keeps the code, the message and the detail of an error that the lab foresaw', () => {
    expect(toFailure(new LabError('queue-full', 'Full.', 'why'))).toEqual({
      code: 'queue-full',
      message: 'Full.',
      detail: 'why',
    });
  });

  it('calls anything else internal, and keeps its message', () => {
    expect(toFailure(new Error('boom'))).toMatchObject({ code: 'internal', message: expect.stringContaining('boom') });
    expect(toFailure('boom')).toMatchObject({ code: 'internal', message: expect.stringContaining('boom') });
  });
});
