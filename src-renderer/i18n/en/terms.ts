/** The field's words, each explained in a sentence or two: in place, and as the glossary of the help. */
export const termMessages = {
  terms: {
    title: 'Glossary',
    lead: 'The words that the lab uses, each for one thing. Most of them are explained where they stand, too: point at the small “i” beside them, or go to it with Tab.',
    explain: 'Explanation: {term}',
    more: 'In the glossary',
    enter: 'Press Enter: {link}',
    groups: {
      networks: 'Networks',
      data: 'Data and pairs',
      training: 'Training',
      testing: 'Testing and comparing',
      lab: 'The lab',
    },
    drawings: {
      towers: 'Two images go through two towers; the head joins the two embeddings and gives the answer.',
      permutation:
        'A permutation that preserves classes: each image below is drawn for the one above from its own class.',
      rotation: 'Rotation 1: each image is paired with the next one in the file, of whatever class.',
    },
    words: {
      network: {
        name: 'Network',
        text: 'What is trained: layers of weights that turn an image into an answer. A plain network looks at one image at a time.',
      },
      siamese: {
        name: 'Siamese network',
        text: 'A network with two towers, which looks at two images at once (a twin network). Here both images of a training pair show the same class, and the network names it; or it says whether they do.',
      },
      tower: {
        name: 'Tower',
        text: 'The part of a network that turns one image into an embedding. The two towers of a siamese network have weights of their own (separate) or the same ones (shared).',
      },
      embedding: {
        name: 'Embedding',
        text: 'The list of numbers that a tower makes of an image. Images that look alike to the network have embeddings that lie close together.',
      },
      head: {
        name: 'Head',
        text: 'What joins the embeddings of the two towers before the answer is worked out: side by side, or their difference or distance.',
      },
      layer: { name: 'Layer', text: 'One operation of a network with its own weights, such as a convolution.' },
      width: {
        name: 'Width',
        text: 'How many filters the first convolution has; later ones have twice and four times as many. A wider network can learn more, and takes longer.',
      },
      transfer: {
        name: 'Transfer',
        text: 'To start from weights that others trained, here VGG19’s from ImageNet, and not from random ones.',
      },
      frozen: { name: 'Frozen', text: 'Of layers: not trained. They stay as they were when the run began.' },
      dataset: { name: 'Dataset', text: 'Images with their classes, divided into a training set and a test set.' },
      split: { name: 'Split', text: 'Which images a figure is about: training, validation or test.' },
      fraction: {
        name: 'Fraction',
        text: 'The share of the training set that is used; 0.1 is a tenth. Which images that is, the sample says. The test set is always whole.',
      },
      sample: {
        name: 'Sample',
        text: 'Which images a fraction stands for: drawn by the seed, the same part of each class, or the first of the file, as in the talk. A smaller drawn sample is a part of a larger one.',
      },
      pairing: {
        name: 'Pairing',
        text: 'How the training pairs of a network with two inputs are made.',
      },
      permutation: {
        name: 'Permutation',
        text: 'A copy of the training set in which each image gets a partner drawn from its own class. With 4 permutations an epoch has five times as many pairs as there are images: four copies, and each image with itself.',
      },
      rotation: {
        name: 'Rotation',
        text: 'A way to make pairs: image 1 with image 1 + r, image 2 with image 2 + r, and so on. Most such pairs show two different classes.',
      },
      checksum: {
        name: 'Checksum',
        text: 'A number worked out from every pixel and label. Two runs with the same checksum saw the same images.',
      },
      verified: {
        name: 'Verified',
        text: 'Of a dataset: its files were read and are what they should be. A later change of them is noticed.',
      },
      epoch: {
        name: 'Epoch',
        text: 'One pass over all training images or pairs. An epoch of pairs is longer than one of images.',
      },
      batch: { name: 'Batch', text: 'The images or pairs from which one update is worked out.' },
      update: {
        name: 'Update',
        text: 'One change of the weights, from one batch (a step). Images in an epoch, divided by the batch size, times epochs: so many updates does a training have.',
      },
      budget: {
        name: 'Budget',
        text: 'How long a network was trained: updates, examples seen, multiply-adds. Two networks are compared fairly only where their budgets are about equal.',
      },
      multiplyAdds: {
        name: 'Multiply-adds',
        text: 'Multiplications with an addition: the computing that a network takes, whatever the machine.',
      },
      loss: {
        name: 'Loss',
        text: 'What training makes smaller: how far the answers are from the truth. 0 would be certain and right each time.',
      },
      optimiser: { name: 'Optimiser', text: 'The rule by which an update changes the weights: Adam or SGD.' },
      learningRate: {
        name: 'Learning rate',
        text: 'How far an update moves the weights. Too large, and the network learns nothing or forgets; too small, and it takes very long.',
      },
      momentum: {
        name: 'Momentum',
        text: 'Of SGD: which share of the last update’s direction is kept for the next one. It smooths the way.',
      },
      dropout: {
        name: 'Dropout',
        text: 'In training, a share of the values is set to zero at random, so that the network does not rely on single ones. When it is tested, all are there.',
      },
      l2: {
        name: 'L2 penalty',
        text: 'A cost for large weights, added to the loss. It keeps the network from learning its training images by heart.',
      },
      labelSmoothing: {
        name: 'Label smoothing',
        text: 'The true class is taught as a little less than certain, and the rest is spread over all classes. The network becomes less sure of itself.',
      },
      seed: {
        name: 'Seed',
        text: 'The number from which every random choice of a run follows: initial weights, order, pairs, dropout. The same seed on the same machine repeats a run; other seeds show how much chance did.',
      },
      validation: {
        name: 'Validation',
        text: 'What is watched after each epoch, to see how the network does on images that it is not trained on.',
      },
      heldOut: {
        name: 'Held out',
        text: 'Training images of every class that are kept from training, to choose by: when to stop, which weights to keep, which threshold. Choosing by the test set would flatter the network.',
      },
      task: {
        name: 'Task',
        text: 'What a network is asked for: to name the class of an image (classification), or to say whether two images show the same class (verification).',
      },
      verification: {
        name: 'Verification',
        text: 'To say whether two images show the same class. The talk calls it discrimination.',
      },
      protocol: {
        name: 'Protocol',
        text: 'How a network with two inputs is tested: what it is given beside each test image, or which pairs. Figures of two protocols answer two questions.',
      },
      metric: { name: 'Metric', text: 'What a figure measures, such as accuracy.' },
      accuracy: { name: 'Accuracy', text: 'The share of answers that are right.' },
      balancedAccuracy: {
        name: 'Balanced accuracy',
        text: 'The share of right answers in each class, then the mean over the classes. A class with few images counts as much as one with many; guessing gives 1 divided by the number of classes.',
      },
      macroF1: {
        name: 'Macro F1',
        text: 'F1 joins precision (how many of those that were called a class belong to it) and recall (how many of a class were found). Macro F1 is the mean over the classes, each counted alike.',
      },
      weightedF1: {
        name: 'Weighted F1',
        text: 'The mean F1 of the classes, each weighted by how many test images it has.',
      },
      confusionMatrix: {
        name: 'Confusion matrix',
        text: 'A table of the test images by true class and answer. What is right is on the diagonal.',
      },
      threshold: {
        name: 'Threshold',
        text: 'The probability from which on a pair is called “same”. It is chosen on held-out pairs and then tested unchanged; without any it is one half.',
      },
      rocAuc: {
        name: 'ROC AUC',
        text: 'The chance that a “same” pair scores higher than a “different” one, whatever the threshold. 1 is perfect, 0.5 is guessing.',
      },
      prAuc: {
        name: 'PR AUC',
        text: 'The average precision of “same” over all thresholds. It is the stricter figure where “same” pairs are rare.',
      },
      eer: {
        name: 'Equal error rate (EER)',
        text: 'The share of wrong answers at the threshold at which “same” and “different” pairs are mistaken equally often. 0 is perfect, 0.5 is guessing.',
      },
      floor: {
        name: 'Floor',
        text: 'The accuracy of always answering “different”. Nine in ten pairs of ten classes are different, so it is 0.9: an accuracy over pairs has to be read beside it.',
      },
      chosenOnTest: {
        name: 'Chosen on test',
        text: 'A mark: the test set decided when to stop or which weights to keep, so the figures flatter the network.',
      },
      ensemble: {
        name: 'Ensemble',
        text: 'Several networks whose class probabilities are averaged; the largest mean is the answer. Two plain networks averaged are the control for a siamese network that is given an image twice.',
      },
      spread: {
        name: 'Spread',
        text: 'The standard deviation over the seeds, shown as mean ± spread (n).',
      },
      interval: {
        name: 'Interval (95 %)',
        text: 'Where the true difference is likely to lie. Made so each time, 95 of 100 such intervals hold it. One that leaves zero out supports a difference; one that holds zero does not.',
      },
      mcnemar: {
        name: 'McNemar’s test',
        text: 'Whether two trained models differ by more than chance on the same images. Only images that one of them got right and the other wrong count. It says nothing of other seeds.',
      },
      baseline: { name: 'Baseline', text: 'What the others of a comparison are held against.' },
      pca: {
        name: 'PCA',
        text: 'The two directions in which the embeddings differ most, as a plane. What lies far apart in it is far apart; what lies close together need not be close.',
      },
      umap: {
        name: 'UMAP',
        text: 'A plane in which neighbours stay neighbours. The distances between groups, and their sizes, say little.',
      },
      deck: {
        name: 'The talk',
        text: 'The slide deck that the lab grew out of: M. Dobrzański and G. Sroka, “Siamese Networks”, 2022.',
      },
      row: { name: 'Row', text: 'One line of the talk’s tables, such as C4, with its settings and figures.' },
      preset: { name: 'Preset', text: 'A row of the talk as a design that the lab can train.' },
      starter: { name: 'Starter', text: 'A small design of the lab’s own to begin with.' },
      publishedFigure: { name: 'Published figure', text: 'A figure as others printed it, with as many digits.' },
      experiment: {
        name: 'Experiment',
        text: 'A design that was launched, with its number and title. It has one run for each seed.',
      },
      design: { name: 'Design', text: 'All settings that decide the figures of an experiment.' },
      run: {
        name: 'Run',
        text: 'One seed of an experiment, trained and tested. It is queued, running, finished, failed, cancelled or interrupted.',
      },
      sweep: {
        name: 'Sweep',
        text: 'Experiments for every combination of some values, such as networks and fractions, launched together under one name.',
      },
      answer: { name: 'Answer', text: 'What runs support about a figure over a field that was varied.' },
      study: { name: 'Study', text: 'The finished runs that come with the lab, marked as the project’s own.' },
      queue: { name: 'Queue', text: 'The runs that wait, in an order that you can change.' },
      checkpoint: {
        name: 'Checkpoint',
        text: 'A file with all that a run needs to go on from where it was, bit for bit.',
      },
      pause: { name: 'Pause', text: 'To stop a run after the batch in hand; others pass, and it goes on later.' },
      resume: { name: 'Resume', text: 'To go on with a run that ended, from its last checkpoint, as the same run.' },
      retry: {
        name: 'Try again',
        text: 'To queue the seed of a run that came to nothing again, as a new run from the start.',
      },
      archive: { name: 'Archive', text: 'To put runs out of sight, and lose nothing of them.' },
      estimate: {
        name: 'Estimate',
        text: 'The time that a design takes on this machine, worked out from a few measured batches.',
      },
      log: { name: 'Log', text: 'What happened to a run, one event a line.' },
      artefact: { name: 'Artefact', text: 'A file of a finished run: weights, predictions or scores.' },
      bundle: { name: 'Bundle', text: 'A zip file with runs of one lab for another.' },
      backup: { name: 'Backup', text: 'A checked copy of the database, one for each day with runs, the last three.' },
      home: { name: 'Home', text: 'The folder of the database, the runs and the datasets.' },
      device: { name: 'Device', text: 'What computes: the processor, or a GPU.' },
      selfTest: {
        name: 'Self-test',
        text: 'Tiny networks that a device trains and whose results are checked, before it is used.',
      },
      precision: {
        name: 'Precision',
        text: 'With how many digits a device multiplies: float32, or the faster and coarser tf32 on some GPUs.',
      },
    },
  },
} as const;
