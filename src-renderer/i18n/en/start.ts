/** The first page. `one | many` are the forms of a plural. */
export const startMessages = {
  start: {
    title: 'Start',
    lead: 'Train networks on pictures, on your own machine, and see honestly which one learns more from few of them.',
    doors: 'Ways to begin',
    launching: 'Starting…',
    see: {
      title: 'See it work',
      text: 'One network learns ten shapes from pictures that come with the lab, and you watch. About half a minute.',
      action: 'Train it',
    },
    few: {
      title: 'Plain against siamese on few images',
      text: 'A plain and a siamese network learn from 100, 200 and 400 pictures, three times each and with equally many updates. A few minutes, and then the answer with its interval.',
      action: 'Compare them',
      sweep: 'Plain against siamese on few images',
    },
    data: {
      title: 'Other images',
      text: 'Look through the datasets, download CIFAR-10, EMNIST or Fashion-MNIST, or bring them from a folder or an archive that you have.',
      action: 'Choose images',
    },
    stopped: {
      title: 'Interrupted',
      at: 'stopped at {share}.',
      dismiss: 'Not now',
    },
    recent: {
      title: 'Latest experiments',
      all: 'All runs',
      runs: '{finished} of {count} run | {finished} of {count} runs',
    },
  },
} as const;
