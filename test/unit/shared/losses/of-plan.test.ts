import { expect, it } from 'vitest';

import { hasBatchLoss, lossesOf } from '#shared/losses/of-plan';
import { LOSSES } from '#shared/losses/registry';
import { discriminationPlan } from '#shared/networks/discrimination';
import { jointPlan } from '#shared/networks/joint';
import { OUTPUT_KINDS, type NetworkPlan } from '#shared/networks/plan';
import { vanillaPlan } from '#shared/networks/vanilla';

const IMAGE = [32, 32, 3];
const SMALL = { width: 2, embedding: 3, dropout: 0, l2: 0, sharedTowers: true };
const kindsOf = (plan: NetworkPlan) => lossesOf(plan).map(({ output, loss }) => `${output}: ${loss.kind}`);

it('follow from the outputs of a network', () => {
  expect(kindsOf(vanillaPlan(IMAGE, 10))).toEqual(['class: cross-entropy']);
  expect(kindsOf(discriminationPlan(IMAGE))).toEqual(['same: binary-cross-entropy']);
  expect(kindsOf(jointPlan(IMAGE, 10, SMALL))).toEqual(['class: cross-entropy', 'same: binary-cross-entropy']);
});

it('are those that a branch names', () => {
  const plan = vanillaPlan(IMAGE, 10);
  const named = (loss: string): NetworkPlan => ({
    ...plan,
    branches: plan.branches.map((each) => ({ ...each, loss })),
  });
  expect(kindsOf(named('cross-entropy'))).toEqual(kindsOf(plan));
  expect(() => lossesOf(named('hinge'))).toThrow(/hinge.*cross-entropy, binary-cross-entropy/);
  expect(() => lossesOf(named('binary-cross-entropy'))).toThrow('and not over "same"');
});

it('are over samples, and so a batch may be cut', () => {
  expect(hasBatchLoss(jointPlan(IMAGE, 10, SMALL))).toBe(false);
});

it('say what they are over and where they come from', () => {
  for (const { output, name, paper } of LOSSES.all()) {
    expect(OUTPUT_KINDS).toContain(output);
    expect([name, paper]).toEqual([expect.stringMatching(/\w{4}/), expect.stringMatching(/\b(19|20)\d\d\b/)]);
  }
});
