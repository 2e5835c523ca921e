/** Looking into what a run has said: its predictions, its threshold, its embeddings. `one | many` are the forms of a plural. */
export const inspectMessages = {
  predictions: {
    title: 'Predictions',
    cell: '{truth} predicted as {predicted}',
    count: '{count} test image | {count} test images',
    csv: 'Save these predictions as CSV',
    show: 'Which predictions',
    kinds: { mistakes: 'Mistakes', right: 'Right', all: 'All' },
    order: 'Order',
    orders: { surest: 'Surest first', unsurest: 'Least sure first' },
    anyClass: 'Any class',
    reset: 'All mistakes',
    loading: 'Reading the predictions of this run…',
    missing: 'This run has kept no predictions of classes.',
    none: 'No test image is like this.',
    tile: 'Test image {index}: {truth}, predicted as {predicted} with {share}',
    truth: 'truly {name}, {share}',
  },
  threshold: {
    title: 'Threshold',
    pairsOf: 'Pairs of',
    sets: { all: 'all rotations', rotation: 'rotation {rotation}', random: 'random partners' },
    loading: 'Reading the scores of this run…',
    missing: 'This run has kept no scores of pairs.',
    fixed:
      'Not chosen on validation: one half, as it stands. Hold training images out in the design, and the run chooses its threshold on them.',
    validation:
      'Chosen on {count} validation pair, never on the test pairs below. | Chosen on {count} validation pairs, never on the test pairs below.',
    moved:
      'Not chosen on validation: you have moved it in sight of the test pairs. What it shows here is no result, and is not kept.',
    back: 'Back to {value}',
    histogram: 'Scores',
    histogramNote:
      'Drag the line. Strong colour: what this threshold gets wrong. Each kind of pair in shares of its own number; the dotted line is the run’s threshold.',
    histogramLabel:
      'Scores of {same} pairs that are the same and of {different} that are different; the threshold is {threshold}. The slider below moves it.',
    axis: 'Probability of “same”',
    slider: 'Threshold: from which probability on a pair is called the same',
    roc: 'ROC curve',
    rocLabel:
      'ROC curve, area {area}. At the threshold {found} of the “same” pairs are found, and {mistaken} of the “different” ones are mistaken for it.',
    area: 'area {area}',
    falsePositives: '“Different” called same',
    truePositives: '“Same” called same',
    answers: 'Answers at this threshold',
    matrix: 'What pairs are, and what they are called at this threshold',
    truly: { same: 'truly same', different: 'truly different' },
    called: { same: 'called same', different: 'called different' },
    figures: 'Figures at this threshold',
    figure: 'Figure',
    own: 'run: {value}',
    meansNote: 'Counts over all rotations; figures are means of the rotations, as above.',
    chooseCell: 'Choose a count to see its pairs, the surest answers first.',
    pairs: '{truth}, {called}',
    pairCount: '{count} pair | {count} pairs',
    noPairs: 'No pair is like this.',
  },
} as const;
