/**
 * What a careful reader should know about a published figure. A note is named by its kind, so that a screen can
 * translate it; rows list the kinds that concern them (published.ts).
 */
export const PUBLISHED_NOTE_KINDS = [
  'weighted-f1-by-prediction',
  'mean-beside-last-rotation',
  'rotation-1-only',
  'class-matched-test',
  'half-test-set',
  'floor',
  'one-seed',
  'network-name',
  'pretrained-on-the-same-data',
  'ours-from-imagenet',
  'permutations-as-run',
  'stopped-by-training-loss',
  'read-from-plot',
  'restarts',
] as const;
export type PublishedNoteKind = (typeof PUBLISHED_NOTE_KINDS)[number];

/**
 * The six known flaws of the deck: 1 weighted F1, 2 rotations mixed, 3 a leak in the test pairs, 4 half of the test
 * set, 5 a floor left unsaid, 6 one seed.
 */
export type Flaw = 1 | 2 | 3 | 4 | 5 | 6;

export interface PublishedNote {
  readonly kind: PublishedNoteKind;
  /** The flaw that the note tells of; null for a remark that takes nothing from the figure. */
  readonly flaw: Flaw | null;
  readonly text: string;
}

const NOTES: Readonly<Record<PublishedNoteKind, readonly [flaw: Flaw | null, text: string]>> = {
  'weighted-f1-by-prediction': [
    1,
    'The weighted F1 was computed with truth and prediction swapped: each class counts by how often it was predicted. ' +
      'Computed the right way it would equal the macro F1 here, because every class has as many test images. ' +
      'Accuracy and macro F1 are not affected.',
  ],
  'mean-beside-last-rotation': [
    2,
    'The accuracy is the mean over rotations 1 to 10 of the test set, but the matrix and the F1 belong to rotation 10 alone; ' +
      'so the matrix gives another accuracy than the one printed.',
  ],
  'rotation-1-only': [
    2,
    'All figures belong to rotation 1 of the test set alone, where D1 and D2 print the mean accuracy of ten rotations. ' +
      'Ours beside them are of rotation 1 too; our means over rotations 1 to 10 are told below.',
  ],
  'class-matched-test': [
    3,
    'The second image of each test pair was drawn from the test images of the same true class, so the answer leaks into the ' +
      'question: nobody who does not know the class could ask this way. The honest protocol gives the same image twice.',
  ],
  'half-test-set': [4, 'Measured on half of the test set, 5,000 images, where the other rows use all 10,000.'],
  floor: [
    5,
    'Always answering "different" would score 0.9008 on rotation 1 and on rotation 10, and 0.9007 over rotations 1 to 10. ' +
      'Read F1, balanced accuracy and the area under the ROC curve first.',
  ],
  'one-seed': [
    6,
    'One run: the spread over seeds is unknown. The deck has no standard deviations, no accuracy of the halves of a cut ' +
      'siamese network, and no joint network with a same/different output, all of which its project brief asked for.',
  ],
  'network-name': [
    null,
    'The deck says VGG19. What its notebooks train is VGG16-BN for 32×32 images: 13 convolutions with batch normalisation ' +
      'and strong dropout (Liu & Deng 2015).',
  ],
  'pretrained-on-the-same-data': [
    null,
    'The convolutions came already trained on CIFAR-10 and only the last layers were trained, so nothing was transferred from ' +
      'another dataset. A frozen ImageNet VGG19 with a small head reached 0.52 after epoch 1 and 0.59 after 10 in the ' +
      'authors’ own notebook.',
  ],
  'ours-from-imagenet': [
    null,
    'Ours is another experiment, because those weights are not public: VGG19 from ImageNet’s weights, with ImageNet’s scaling ' +
      'and frozen through block5_pool; Flatten and one softmax layer are trained for 10 epochs (Adam, batch 512). Hold it ' +
      'against the 0.59 of the authors’ notebook.',
  ],
  'permutations-as-run': [
    null,
    'The notebooks add 1 permuted copy of the training set at 100 %, 2 at 50 % and 4 at 10 %; the deck says 2, 2× and 5×.',
  ],
  'stopped-by-training-loss': [
    null,
    'Ended by early stopping after 30 epochs without a lower training loss, of at most 400 epochs; no images were held out to decide it.',
  ],
  'read-from-plot': [null, 'Read from a plot of the validation accuracy; the deck prints no digits.'],
  restarts: [
    null,
    'Trained for 500 epochs on rotations 1 and 2 of the training set, then in 51 restarts of 10 epochs on the rotations 200 and 300, ' +
      '201 and 301, to 250 and 350, the optimiser going on as it was. The deck speaks of more than 30 permutations.',
  ],
};

/** The texts of the notes, in English. */
export const PUBLISHED_NOTE_TEXTS = Object.fromEntries(
  PUBLISHED_NOTE_KINDS.map((kind) => [kind, NOTES[kind][1]]),
) as Readonly<Record<PublishedNoteKind, string>>;

/** The note of a kind, in English. */
export function publishedNote(kind: PublishedNoteKind): PublishedNote {
  const [flaw, text] = NOTES[kind];
  return { kind, flaw, text };
}
