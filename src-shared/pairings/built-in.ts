import { balanced } from './balanced';
import { classPreserving } from './class-preserving';
import { randomPermutation } from './random-permutation';
import { rotations } from './rotations';

/** The pairings that come with the lab. A new one is entered here. */
export const BUILT_IN_PAIRINGS = [classPreserving, rotations, randomPermutation, balanced] as const;
