import type { z } from 'zod';

import { pairingKindsFor } from '../../pairings/pairing-spec';
import { oneOfNames, pairingOption } from './schema';
import type { DesignReader, Field } from './types';

/** The pairings that a network can learn from; null for one that looks at one image at a time. */
function kindSchema(design: DesignReader): z.ZodType | null {
  const kinds = pairingKindsFor(String(design('network.kind')));
  return oneOfNames(kinds)?.default(kinds[0] ?? '') ?? null;
}

const goesFurther = (design: DesignReader): boolean => (design('pairing.further.after') ?? null) !== null;

/** How training pairs are made. Which option a pairing has is for its schema to say. */
export const PAIRING_FIELDS = [
  {
    name: 'pairing',
    path: 'pairing.kind',
    group: 'pairing',
    section: 'kind',
    schema: kindSchema,
    control: 'choice',
    option: {
      flags: '--pairing <kind>',
      description:
        'How training pairs are made: class-preserving for classes; rotations (default), random-permutation or balanced for "same"',
    },
    texts: { label: 'spec.pairing', form: 'pairing.kind', hints: 'pairs.kindHint', values: 'spec.pairings' },
  },
  {
    name: 'permutations',
    path: 'pairing.permutations',
    group: 'pairing',
    schema: pairingOption('permutations'),
    control: 'number',
    unit: 'copies',
    option: {
      flags: '--permutations <count>',
      description: 'Paired copies of the training set (default: 2; of random-permutation: 1)',
      kind: 'number',
    },
    texts: { label: 'spec.permutations', form: 'pairing.permutations' },
  },
  {
    name: 'rotations',
    path: 'pairing.rotations',
    group: 'pairing',
    schema: pairingOption('rotations'),
    control: 'numbers',
    option: {
      flags: '--rotations <list>',
      description: 'Each image is paired with the one so many places on (default: 1,2)',
    },
    texts: {
      label: 'spec.rotations',
      form: 'pairs.rotations',
      hint: 'pairs.rotationsHint',
      problem: 'problem.rotations',
    },
  },
  {
    name: 'furtherAfter',
    path: 'pairing.further.after',
    group: 'pairing',
    schema: pairingOption('further.after'),
    control: 'number',
    unit: 'epochs',
    first: '',
    absence: { text: '', at: 'pairing.further' },
    option: {
      flags: '--further-after <epochs>',
      description: 'Go on with further rotations after so many epochs, as the deck’s D3 did after 500 (default: never)',
      kind: 'number',
    },
    texts: {
      label: 'spec.furtherAfter',
      form: 'pairing.furtherAfter',
      hint: 'pairing.furtherAfterHint',
      none: 'spec.none',
    },
  },
  {
    name: 'furtherEvery',
    path: 'pairing.further.every',
    group: 'pairing',
    schema: pairingOption('further.every'),
    when: goesFurther,
    control: 'number',
    unit: 'epochs',
    first: '10',
    option: {
      flags: '--further-every <epochs>',
      description: 'Epochs on each of the further rotations (default: 10)',
      kind: 'number',
    },
    texts: { label: 'spec.furtherEvery', form: 'pairing.furtherEvery', hint: 'pairing.furtherEveryHint' },
  },
  {
    name: 'furtherRotations',
    path: 'pairing.further.rotations',
    group: 'pairing',
    schema: pairingOption('further.rotations'),
    when: goesFurther,
    control: 'numbers',
    option: {
      flags: '--further-rotations <list>',
      description: 'The first of the further rotations, each time one place on (default: 200,300)',
    },
    texts: {
      label: 'spec.furtherRotations',
      form: 'pairing.furtherRotations',
      hint: 'pairing.furtherRotationsHint',
      problem: 'problem.furtherRotations',
    },
  },
  {
    name: 'sameWeight',
    path: 'pairing.sameWeight',
    group: 'pairing',
    schema: pairingOption('sameWeight'),
    control: 'number',
    option: {
      flags: '--same-weight <weight>',
      description: 'How much a "same" pair counts, where a "different" one counts 1 (default: 2)',
      kind: 'number',
    },
    texts: {
      label: 'spec.sameWeight',
      form: 'pairs.sameWeight',
      hint: 'pairs.sameWeightHint',
      said: 'spec.sameWeightValue',
    },
  },
  {
    name: 'draw',
    path: 'pairing.draw',
    group: 'pairing',
    schema: pairingOption('draw'),
    control: 'choice',
    option: {
      flags: '--draw <how>',
      description: 'How class-preserving partners are drawn: with-replacement (default) or permutation',
    },
    texts: { label: 'spec.partners', form: 'pairing.draw', hints: 'pairing.drawHint', values: 'pairing.drawOf' },
  },
  {
    name: 'redraw',
    path: 'pairing.redraw',
    group: 'pairing',
    schema: pairingOption('redraw'),
    control: 'switch',
    words: ['once', 'each-epoch'],
    option: {
      flags: '--redraw',
      description: 'Draw partners anew each epoch',
      kind: 'flag',
      opposite: 'Keep them, which is the default for classes',
    },
    texts: { label: 'spec.drawn', form: 'pairing.redraw', hints: 'pairing.redrawHint', values: 'pairing.redrawOf' },
  },
] as const satisfies readonly Field[];
