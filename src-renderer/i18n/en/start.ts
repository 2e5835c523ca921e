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
      title: 'Your own images',
      text: 'A folder of pictures becomes a dataset in a few clicks: sorted by class, split honestly, and trained on at once.',
      action: 'Bring images',
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
