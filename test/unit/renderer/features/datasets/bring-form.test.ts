import { describe, expect, it } from 'vitest';

import type { ImageSurvey } from '#shared/datasets/own';
import {
  bytesOf,
  choicesOf,
  formOf,
  problemsOf,
  splitsFor,
} from '../../../../../src-renderer/features/datasets/bring-form';

const PLAN = {
  name: 'leaves',
  title: 'Leaves',
  side: 56,
  fit: 'crop',
  colours: 'colour',
  split: 'random',
  testShare: 0.2,
  seed: 1,
} as const;
const SURVEY = { plan: PLAN, trainCount: 8, testCount: 2, groups: null, isSplitGiven: false } as ImageSurvey;

describe('the form of a dataset of one’s own', () => {
  it('begins as the lab would do it, and says the same to the lab', () => {
    const { name, seed, ...choices } = PLAN;
    expect(problemsOf(formOf(SURVEY))).toEqual({ name: false, side: false, share: false });
    expect(choicesOf(formOf(SURVEY))).toEqual(choices);
  });

  it.each([
    ['name', { name: 'Leaves of trees' }],
    ['side', { side: '7' }],
    ['side', { side: '32.5' }],
    ['side', { side: '' }],
    ['share', { share: '0' }],
    ['share', { share: '1' }],
    ['share', { share: 'half' }],
  ])('gives nothing to the lab while its %s is wrong', (field, change) => {
    const form = { ...formOf(SURVEY), ...change };
    expect(problemsOf(form)).toMatchObject({ [field]: true });
    expect(choicesOf(form)).toBeNull();
  });

  it('takes a decimal comma, and no share where the split is given', () => {
    expect(choicesOf({ ...formOf(SURVEY), share: '0,25' })).toMatchObject({ testShare: 0.25 });
    expect(choicesOf({ ...formOf(SURVEY), split: 'as-given', share: '' })).not.toHaveProperty('testShare');
    expect(choicesOf({ ...formOf(SURVEY), title: '  ' })).not.toHaveProperty('title');
  });

  it('offers the splits that the pictures allow', () => {
    expect(splitsFor(SURVEY)).toEqual(['random', 'by-class']);
    expect(splitsFor({ ...SURVEY, groups: 1 })).toEqual(['random', 'by-class']);
    expect(splitsFor({ ...SURVEY, groups: 2, isSplitGiven: true })).toEqual([
      'as-given',
      'random',
      'by-group',
      'by-class',
    ]);
  });

  it('counts the bytes of its own size and colours', () => {
    expect(bytesOf(SURVEY, { ...formOf(SURVEY), side: '28', colours: 'grey' })).toBe(10 * (28 * 28 + 1));
    expect(bytesOf(SURVEY, { ...formOf(SURVEY), side: '' })).toBeNaN();
  });
});
