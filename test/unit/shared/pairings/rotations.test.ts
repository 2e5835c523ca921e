import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseExperimentSpec } from '#shared/experiment/experiment';
import { PAIRINGS, pairingSpecSchema } from '#shared/pairings/pairing-spec';
import { rotationsOf } from '#shared/pairings/rotations';

describe('the rotations of an epoch', () => {
  const deck = { rotations: [1, 2], further: { after: 500, every: 10, rotations: [200, 300] } };

  it.each([
    [1, [1, 2]],
    [500, [1, 2]],
    [501, [200, 300]],
    [510, [200, 300]],
    [511, [201, 301]],
    [1001, [250, 350]],
    [1010, [250, 350]],
  ])('of the deck’s D3 in epoch %i are %o', (epoch, expected) => {
    expect(rotationsOf(deck, epoch)).toEqual(expected);
  });

  it('are the first ones in every epoch where no others follow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (epoch) => {
        expect(rotationsOf({ rotations: [3, 9], further: null }, epoch)).toEqual([3, 9]);
      }),
    );
  });

  it('stay for as many epochs as they should, and then move on by one place', () => {
    const schedules = fc.record({ after: fc.integer({ min: 1, max: 50 }), every: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(schedules, ({ after, every }) => {
        const pairing = { rotations: [1], further: { after, every, rotations: [100] } };
        const all = Array.from({ length: after + 5 * every }, (_, place) => rotationsOf(pairing, place + 1)[0]);
        const slowly = [
          ...Array<number>(after).fill(1),
          ...[100, 101, 102, 103, 104].flatMap((rotation) => Array<number>(every).fill(rotation)),
        ];
        expect(all).toEqual(slowly);
      }),
    );
  });
});

describe('a design with further rotations', () => {
  const draft = (further: unknown) => ({
    dataset: 'cifar10',
    network: { kind: 'discrimination' },
    pairing: { kind: 'rotations', rotations: [1, 2], further },
  });

  it('is what it was where none are named', () => {
    expect(pairingSpecSchema.parse({ kind: 'rotations', rotations: [4] })).toEqual({
      kind: 'rotations',
      rotations: [4],
      sameWeight: 2,
      further: null,
    });
    expect(PAIRINGS.get('rotations').title(pairingSpecSchema.parse({ kind: 'rotations', rotations: [4] }))).toBe(
      'rotation 4',
    );
  });

  it('has as many pairs in each epoch, and says in its title that others follow', () => {
    const pairing = pairingSpecSchema.parse(draft({}).pairing);
    const { pairCount, title } = PAIRINGS.get('rotations');
    expect([pairCount(pairing, 50_000), title(pairing)]).toEqual([100_000, 'rotations 1, 2 and further ones']);
  });

  it.each([
    [
      { rotations: [200] },
      'pairing.further.rotations',
      'Received 200 after 1, 2; expected as many rotations as before.',
    ],
    [{ rotations: [200, 200] }, 'pairing.further.rotations', 'expected one to 50 different rotations'],
    [{ after: 0 }, 'pairing.further.after', 'Received 0'],
    [{ every: 1.5 }, 'pairing.further.every', 'Received 1.5'],
    [{ until: 3 }, 'pairing.further', 'until'],
    [7, 'pairing.further', 'expected further rotations, such as'],
  ])('refuses %o', (further, path, message) => {
    const result = parseExperimentSpec(draft(further));
    if (result.kind === 'valid') throw new Error('It was taken.');
    expect(result.problems[0]?.field).toContain(path);
    expect(result.problems.map((each) => each.message).join(' ')).toContain(message);
  });
});
