/** How long runs take, as far as it is known. `one | many` are the forms of a plural. */
export const estimateMessages = {
  estimate: {
    unknown: 'Time: not known yet',
    about: 'about {time}',
    atMost: 'at most {time}',
    atLeast: 'at least {time}, {count} run unknown | at least {time}, {count} runs unknown',
    aboutOf: 'about {time}, {count} run unknown | about {time}, {count} runs unknown',
    how: 'No run like it has finished here. Measuring takes a few batches, some 10 seconds.',
    epoch: '{epoch} an epoch',
    measured: 'measured on this machine',
    fromRun: 'as run {id} took here',
    runsOf: '{count} run of {run}, {epoch} an epoch | {count} runs of {run}, {epoch} an epoch',
    forRuns: 'for {count} run, one after the other | for {count} runs, one after the other',
    trainingNow: 'Run {id} trains: a measurement beside it would be wrong.',
    measure: 'Measure',
    again: 'Measure again',
    measuring: 'Measuring, {count} network left… | Measuring, {count} networks left…',
    cancel: 'Cancel',
  },
  longWork: {
    title: 'Queue {time} of work?',
    about:
      '{count} run takes about {time} on this machine: were nothing before it, it would end about {ends}. | {count} runs take about {time} on this machine: were nothing before them, the last would end about {ends}.',
    atMost:
      '{count} run takes at most {time} on this machine: were nothing before it, it would end by {ends}. | {count} runs take at most {time} on this machine: were nothing before them, the last would end by {ends}.',
    unknown: 'How long {count} more run takes is not known. | How long {count} more runs take is not known.',
    undo: 'What is queued can be cancelled again.',
    go: 'Queue {count} run | Queue {count} runs',
  },
} as const;
