/** What is stored and not understood: of a newer lab, of a dataset that is gone, or changed by hand. */
export const unknownMessages = {
  unknown: {
    mark: 'design not understood',
    title: 'This lab does not understand the design of the run’s experiment',
    partTitle: 'A part of this run is not understood',
    what: 'So the run cannot be trained, resumed or tried again here. Its figures, curves, tags and notes are kept, and shown as far as they are understood.',
    advice:
      'Open it in the lab that made it, or in a newer one. It can be exported as a bundle, archived and deleted here.',
    stored: 'The design as it is stored',
  },
  deletedRun: {
    title: 'Run {id} was deleted',
    text: 'It can be brought back for a minute after it was deleted.',
    goneTitle: 'Run {id} was deleted for good',
    goneText: 'Nothing of it is left in this lab. A bundle of it could be imported again.',
  },
  picture: {
    source: '{title} · run {id}, seed {seed}',
    logarithmic: '{title}, logarithmic',
    share: 'Share of pairs of a kind',
    component: 'Component {place} ({share} of the variance)',
    dimension: 'UMAP, dimension {place}',
  },
} as const;
