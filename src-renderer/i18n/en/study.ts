/** The runs that come with the lab. `one | many` are the forms of a plural. */
export const studyMessages = {
  study: {
    title: 'The study',
    offer:
      'The lab comes with {count} finished run of the talk’s rows and their controls. | The lab comes with {count} finished runs of the talk’s rows and their controls.',
    offerNote: 'They open in seconds, without the internet, marked as the project’s own, and close with one click.',
    open: 'Open the study',
    opening: 'Opening…',
    isOpen:
      'The study is open: {count} run of the project’s own. | The study is open: {count} runs of the project’s own.',
    isOpenNote: 'Each says on which machine, with which code and when it was trained.',
    close: 'Close the study',
    closing: 'Closing…',
    mark: 'study',
    markHint: 'The project’s own run, from the study',
  },
} as const;
