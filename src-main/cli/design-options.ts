import type { Command } from 'commander';

import { INPUT_SCALINGS, NETWORKS, TASKS, VGG19_BLOCK_ENDS } from '#shared/experiment/experiment';
import { PROTOCOLS } from '#shared/runs/run';

import { addOption, type OptionKind } from './typed-command';

type DesignOption = readonly [flags: string, description: string, kind?: OptionKind];

/**
 * What describes a design on the command line, in the order in which the help lists it; text where no kind is given. Made
 * when it is asked for: extensions add networks.
 */
const options = (): readonly DesignOption[] => [
  ['--row <row>', 'A row of the deck, such as C4, with its settings; what else is given takes their place'],
  ['--design <file>', 'A design that the window has exported (JSON); what else is given takes its settings’ place'],
  [
    '--like <run>',
    'A run or an experiment of this lab, such as 12 or experiment-3; what else is given takes its settings’ place',
  ],
  ['--network <name>', `vanilla (default) or another: ${NETWORKS.kinds().slice(1).join(', ')}`],
  ['--task <task>', `What counts first of the network joint: ${TASKS.join(' (default) or ')}`],
  ['--towers <how>', 'Of a siamese network: separate or shared (default: as in the deck)'],
  [
    '--head <kind>',
    'What joins the towers: concatenate (default) or absoluteDifference; of discrimination: ' +
      'distanceAndBoth (default), distance, absoluteDifference or concatenate',
  ],
  [
    '--width <filters>',
    'Of the first convolution; the others have twice and four times as many (default: 32)',
    'number',
  ],
  ['--embedding <units>', 'Of the layer that ends a tower (default: 32)', 'number'],
  ['--dropout <rate>', 'The part of the values that dropout drops (default: 0.2)', 'number'],
  ['--l2 <penalty>', 'On every kernel (default: 0)', 'number'],
  [
    '--pairing <kind>',
    'How training pairs are made: class-preserving for classes; rotations (default), random-permutation or balanced for "same"',
  ],
  ['--permutations <count>', 'Paired copies of the training set (default: 2; of random-permutation: 1)', 'number'],
  ['--draw <how>', 'How class-preserving partners are drawn: with-replacement (default) or permutation'],
  ['--redraw', 'Draw partners anew each epoch', 'flag'],
  ['--no-redraw', 'Keep them, which is the default for classes', 'flag'],
  ['--rotations <list>', 'Each image is paired with the one so many places on (default: 1,2)'],
  ['--same-weight <weight>', 'How much a "same" pair counts, where a "different" one counts 1 (default: 2)', 'number'],
  [
    '--protocols <list>',
    `How it is tested, what counts first (default: all that suit): ${PROTOCOLS.kinds().join(', ')}`,
  ],
  ['--scaling <how>', `Of vgg19, how pixels are scaled: ${INPUT_SCALINGS.join(', ')}`],
  ['--transfer <weights>', 'Of vgg19, what it starts from: imagenet (with its scaling) or none (default)'],
  [
    '--frozen-through <layer>',
    `Of vgg19 with --transfer, the last layer to freeze: ${VGG19_BLOCK_ENDS.at(0)} … ${VGG19_BLOCK_ENDS.at(-1)} (default) or none`,
  ],
  ['--head-units <count>', 'Of vgg19, units of a dense layer before the classes (default: 0, none)', 'number'],
  [
    '--dataset <name>',
    'shapes (default, needs no download), cifar10, emnist-letters, fashion-mnist, …: see "datasets"',
  ],
  ['--fraction <share>', 'The first part of the training set that is used (default: 1)', 'number'],
  ['--epochs <count>', 'Passes over the training set (default: 10)', 'number'],
  [
    '--updates <count>',
    'In place of --epochs: as many epochs as come nearest to so many steps of the optimiser',
    'number',
  ],
  ['--examples <count>', 'In place of --epochs: as many as come nearest to so many images or pairs seen', 'number'],
  ['--patience <epochs>', 'End the training after so many epochs without a smaller loss', 'number'],
  ['--monitor <loss>', 'The loss that --patience watches: training-loss (default) or validation-loss'],
  ['--keep <weights>', 'The weights that count: last (default) or best-validation'],
  ['--validation <on>', 'What is watched after each epoch: test-set (default, as in the deck) or held-out'],
  ['--held-out <share>', 'The part of the training images to hold out for validation (default: 0.1)', 'number'],
  ['--batch <size>', 'Images in a batch (default: 512)', 'number'],
  ['--device <device>', 'auto (default: the fastest that passed its test), cpu, cuda:0, webgpu:0, …: see "devices"'],
  ['--threads <count>', 'Of the processor (default: all)', 'number'],
  ['--precision <name>', 'float32 (default), or tf32 on an NVIDIA GPU that has it'],
  ['--optimiser <name>', 'adam (default) or sgd'],
  ['--learning-rate <rate>', 'Of the optimiser (default: 0.001)', 'number'],
  ['--momentum <share>', 'Of sgd (default: 0.9)', 'number'],
  [
    '--seed <number>',
    'Decides initialisation, order and dropout (default: 1); given several times, a run each',
    'numbers',
  ],
  ['--seeds <count>', 'The seeds 1 to this, a run each (1 to 100)', 'number'],
];

/** Those that a sweep takes as lists of its own. */
export const SWEPT: readonly string[] = ['--network', '--fraction', '--permutations'];

/** Gives a command every option of a design. @param except flags that mean something else there */
export function addDesignOptions(command: Command, except: readonly string[] = []): Command {
  for (const [flags, description, kind = 'text'] of options()) {
    if (!except.includes(flags.split(' ')[0] ?? flags)) addOption(command, flags, description, kind);
  }
  return command;
}
