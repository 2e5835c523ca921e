import { NUMBER_WHATS } from '#shared/basics/bounds';

/** What is wrong with a field of a form, as the shared validation says it. */
export const problemMessages = {
  problem: {
    nothing: 'nothing',
    whole: 'Received {received}; expected {what}: a whole number from {least} to {most}.',
    between: 'Received {received}; expected {what}: a number from {least} to {most}.',
    below: 'Received {received}; expected {what}: a number from {least} to less than {most}.',
    what: NUMBER_WHATS,
    fraction:
      'Received {received}; expected a fraction of the training set above 0 and at most 1, such as {example} for 10% of the images.',
    learningRate: 'Received {received}; expected a learning rate above 0 and at most 1, such as {example}.',
    rotations: 'Received {received}; expected one to 50 different rotations, such as 1, 2.',
    furtherRotations: 'Received {received}; expected as many different rotations as before them, such as 200, 300.',
    seeds: 'Received {received}; expected one to 100 different seeds, such as 1, 2, 3 or 1-5.',
    protocols: 'Choose at least one protocol, first one that does not leak the label.',
    precision: 'Received the precision {received} for {device}; expected {offered}, which is what it offers.',
    device:
      'Received the device {received}; expected one that the last test has found, such as {there}. Test the devices again if it has come since.',
    deviceTrouble: '{reason} {mend}',
  },
} as const;
