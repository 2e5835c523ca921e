/** What a training costs, and what a difference is worth. `one | many` are the forms of a plural. */
export const budgetMessages = {
  compareReport: {
    name: 'Name',
    what: 'What',
    runs: 'Runs',
    seeded: '{id} (seed {seed})',
  },
  compareBudget: {
    title: 'Budget',
    about: {
      epochs: 'passes over the training set',
      updates: 'steps of the optimiser',
      examples: 'shown in training',
      multiplyAdds: 'of training, forward and backward',
      time: 'of a run',
    },
    name: {
      epochs: 'Epochs',
      updates: 'Updates',
      examples: 'Examples seen',
      multiplyAdds: 'Multiply-adds',
      time: 'Time trained',
    },
    pairImages: '{pairs} ({images})',
    missing: 'Not known',
    spread: '{amount} ± {sd}',
    heading: 'Not trained for equally long',
    gap: '{larger} saw {examples} × the examples of {smaller} ({much} against {little}) in {updates} × the updates ({muchUpdates} against {littleUpdates}). Whatever the difference of their figures, it says nothing of the two designs.',
    control: {
      updates: 'A fair control: {name} at equal updates, {epochs} epochs, {updates} updates, {examples}.',
      examples: 'A fair control: {name} at equal examples, {epochs} epochs, {updates} updates, {examples}.',
    },
    run: {
      updates: 'Run {name} at equal updates',
      examples: 'Run {name} at equal examples',
    },
    queueing: 'Queueing…',
    queued: 'Queued as run {ids}. | Queued as runs {ids}.',
    add: 'Add to the comparison',
    unknown: 'How long it was trained is not known, so its difference says nothing of the two designs: {names}.',
  },
  compareWorth: {
    interval: '95%: {low} to {high}, {method}',
    both: '{interval}: {says}',
    method: {
      paired: 'paired by seed',
      welch: 'Welch',
      'one-sample': 'of our mean',
    },
    verdict: {
      better: 'better',
      worse: 'worse',
    },
    open: {
      'unequal-budget': 'unequal budgets',
      'unknown-budget': 'budget not known',
      'one-seed': 'one seed: no interval',
      'no-spread': 'no spread: no interval',
      'not-told': 'not told from none',
    },
    oneSeed:
      'One seed on a side, so there is no interval, and nobody knows how far chance reaches: {names}. Train more seeds.',
    noSpread: 'Every seed says the same, so there is no interval: {names}.',
    resolution:
      '{name}, {figure}: with {count} seed a gap under {gap} cannot be told from none. | {name}, {figure}: with {count} seeds a gap under {gap} cannot be told from none.',
    told: 'This one is told.',
    more: 'About {count} more seed would tell this one, if it stays as it is. | About {count} more seeds would tell this one, if it stays as it is.',
    never: 'No number of seeds that anybody would train would tell this one.',
  },
  trainFor: {
    title: 'Train for',
    of: { epochs: 'epochs', updates: 'updates', examples: 'examples' },
    label: { updates: 'Updates', examples: 'Examples' },
    hint: {
      updates: 'Steps of the optimiser, one a batch',
      examples: 'Images or pairs shown, each time counted',
    },
    amounts: '= {amounts}.',
    atMost: '= at most {amounts}.',
    rounded: 'Rounded to whole epochs: {got} in place of {wanted} ({difference}).',
    problem: {
      updates: 'Received {received}; expected how many updates to train for: a whole number, such as {example}.',
      examples: 'Received {received}; expected how many examples to train for: a whole number, such as {example}.',
      tooMany: 'Received {received}, which would be too many epochs; expected {most} at most.',
    },
    asLongAs: 'Train as long as a run',
    asLongAsButton: 'As long as a run…',
    asLongAsHint: 'For as many updates as a finished run, or examples where these are chosen.',
    equal: 'Trained for equal',
    equalHint: {
      epochs: 'Each for the epochs above. What has more pairs in an epoch then gets more updates.',
      updates: 'Each for the updates above, in the whole epochs of its own that come nearest.',
      examples: 'Each for the examples above, in the whole epochs of its own that come nearest.',
    },
    unequal:
      'They are not trained for equally long: {least} to {most} updates. Gaps between them will not be called better or worse.',
  },
  budget: {
    epochs: '{count} epoch | {count} epochs',
    updates: '{count} update | {count} updates',
    images: '{count} image | {count} images',
    pairs: '{count} pair | {count} pairs',
  },
} as const;
