import { describe, expect, it } from 'vitest';

import {
  importCommandSchema,
  importEventSchema,
  readImportCommand,
  readImportEvent,
} from '#main/importing/message-schemas';

import { expectRefusedOrSound } from '../hostile-messages';

describe('a message of the import process', () => {
  it('is refused, or sound, whatever it is', () => {
    expectRefusedOrSound(importEventSchema, readImportEvent);
  });
});

describe('a message to the import process', () => {
  it('is refused, or sound, whatever it is', () => {
    expectRefusedOrSound(importCommandSchema, readImportCommand);
  });

  it.each(['../up', 'Upper', '', 'a/b', '-a', 'x'.repeat(64)])('of a dataset named %j is refused', (name) => {
    const command = { kind: 'import', name, source: '/s', choices: {}, stage: '/stage', target: '/target' };
    expect(() => readImportCommand(command)).toThrow(/name/);
    expect(readImportCommand({ ...command, name: 'leaves-2' })).toMatchObject({ name: 'leaves-2' });
  });
});
