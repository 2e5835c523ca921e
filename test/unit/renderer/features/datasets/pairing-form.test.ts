import { expect, it } from 'vitest';

import { PAIRINGS } from '#shared/pairings/pairing-spec';
import { pairingKindsFor } from '#shared/experiment/experiment';
import { FIRST_PAIRING, readPairing, textOfPairing } from '../../../../../src-renderer/features/datasets/pairing-form';
import { aSpec } from '../../specimens';

it.each(PAIRINGS.kinds())('reads what it starts with as a pairing: %s', (kind) => {
  const form = readPairing('shapes', { ...FIRST_PAIRING, kind });
  expect(form).toMatchObject({
    kind: 'valid',
    source: { dataset: 'shapes', fraction: 1, seed: 1, epoch: 1, pairing: { kind } },
  });
});

it('says at each field what is wrong with it, all at once', () => {
  const form = readPairing('shapes', {
    ...FIRST_PAIRING,
    kind: 'rotations',
    rotations: '1, 0',
    sameWeight: '',
    fraction: '2',
    heldOut: '0.9',
    epoch: 'x',
  });
  if (form.kind === 'valid') throw new Error('It was taken.');
  expect([...form.problems.keys()].sort()).toEqual(['epoch', 'fraction', 'heldOut', 'rotations', 'sameWeight']);
  expect(form.problems.get('fraction')).toMatch(/^Received 2; expected a fraction/);
});

it.each(['siamese-vanilla', 'discrimination'] as const)('gives back the pairing of a design of %s', (kind) => {
  for (const pairing of pairingKindsFor(kind)) {
    const spec = aSpec({
      network: { kind },
      pairing: { kind: pairing },
      fraction: 0.3,
      sample: 'drawn',
      validation: { kind: 'held-out', fraction: 0.2 },
      seeds: [4, 5],
    });
    const text = textOfPairing(spec, 5);
    if (text === undefined) throw new Error('The design has a pairing.');
    expect(readPairing('shapes', text)).toEqual({
      kind: 'valid',
      source: {
        dataset: 'shapes',
        fraction: 0.3,
        sample: 'drawn',
        validation: spec.validation,
        seed: 5,
        epoch: 1,
        pairing: spec.pairing,
      },
    });
  }
  expect(textOfPairing(aSpec())).toBeUndefined();
});
