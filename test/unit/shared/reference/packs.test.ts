import { describe, expect, it } from 'vitest';

import { findRow, REFERENCE_PACKS, type ReferencePack } from '#shared/reference/packs';
import { PUBLISHED_ROW_IDS } from '#shared/reference/published';
import { parseExperimentSpec } from '#shared/experiment/experiment';

const row = (id: string) => ({ id, network: 'vanilla', dataset: 'shapes', fraction: 1, epochs: 3, notes: [] });
const pack = (id: string, ...rows: readonly string[]): ReferencePack => ({ id, title: id, rows: rows.map(row) });

describe('the reference packs', () => {
  it('begin with the deck, whose rows designs may name', () => {
    expect(REFERENCE_PACKS.kinds()[0]).toBe('deck');
    expect(PUBLISHED_ROW_IDS.map((id) => findRow(id)?.id)).toEqual(PUBLISHED_ROW_IDS);
    expect(parseExperimentSpec({ dataset: 'shapes', row: 'C1' }).kind).toBe('valid');
  });

  it('let a design name the row of a pack that is added', () => {
    const design = { dataset: 'shapes', row: 'koch-1' };
    expect(parseExperimentSpec(design)).toMatchObject({
      problems: [
        { field: 'row', message: expect.stringMatching(/^Received "koch-1"; expected a row of the deck or of/) },
      ],
    });
    REFERENCE_PACKS.register(pack('koch', 'koch-1', 'koch-2'));
    expect(parseExperimentSpec(design)).toMatchObject({ kind: 'valid', spec: { row: 'koch-1' } });
  });

  it('are refused where an id is taken', () => {
    expect(() => REFERENCE_PACKS.register(pack('deck', 'x-1'))).toThrow(
      'Received the reference pack "deck" a second time',
    );
    expect(() => REFERENCE_PACKS.register(pack('other', 'C1'))).toThrow(
      'Received the row "C1" in the reference pack "other"',
    );
    expect(() => REFERENCE_PACKS.register(pack('twice', 'a', 'b', 'a'))).toThrow('Received the row "a"');
    expect(findRow('b')).toBeUndefined();
  });
});
