import type { z } from 'zod';

import { TASKS, type Task } from '../../protocols/task';
import { INPUT_SCALINGS, NETWORKS, VGG19_BLOCK_ENDS } from '../../networks/network-spec';
import { hasTasks, taskOf } from '../experiment';
import { networkOption, oneOfNames } from './schema';
import type { DesignReader, Field } from './types';

/** The tasks that a network can be for, by what it tells. The first is what it is for when nobody says. */
export function tasksOf(network: unknown): readonly Task[] {
  const kind = String(network);
  if (NETWORKS.find(kind) === undefined) return [];
  const first = taskOf(kind);
  return hasTasks(kind) ? [first, ...TASKS.filter((task) => task !== first)] : [first];
}

function taskSchema(design: DesignReader): z.ZodType | null {
  const tasks = tasksOf(design('network.kind'));
  return oneOfNames(tasks, tasks[0]);
}

function startsFromWeights(design: DesignReader): boolean {
  return (design('network.transfer.weights') ?? null) !== null;
}

/** The network, what it is for, and the options that networks have. Which of them one has is for its schema to say. */
export const NETWORK_FIELDS = [
  {
    name: 'network',
    path: 'network.kind',
    group: 'network',
    schema: () => oneOfNames(NETWORKS.kinds(), 'vanilla'),
    control: 'network',
    option: {
      flags: '--network <name>',
      // an extension may register more of them later
      get description() {
        return `vanilla (default) or another: ${NETWORKS.kinds().slice(1).join(', ')}`;
      },
    },
    texts: { label: 'spec.network', form: 'network.choose', hints: 'network.hint', values: 'network' },
  },
  {
    name: 'towers',
    path: 'network.towers',
    group: 'network',
    section: 'joined',
    schema: networkOption('towers'),
    control: 'choice',
    option: {
      flags: '--towers <how>',
      description: 'Of a siamese network: separate or shared (default: as in the deck)',
    },
    texts: { label: 'spec.towers', form: 'network.towers', hints: 'network.towersHint', values: 'network.towersOf' },
  },
  {
    name: 'head',
    path: 'network.head',
    group: 'network',
    section: 'joined',
    schema: networkOption('head'),
    control: 'choice',
    // which protocols suit depends on it
    implies: () => ({ protocols: null }),
    option: {
      flags: '--head <kind>',
      description:
        'What joins the towers: concatenate (default) or absoluteDifference; of discrimination: ' +
        'distanceAndBoth (default), distance, absoluteDifference or concatenate',
    },
    texts: { label: 'spec.head', form: 'network.head', hints: 'network.headHint', values: 'network.headOf' },
  },
  {
    name: 'task',
    path: 'task',
    group: 'network',
    section: 'joined',
    schema: taskSchema,
    control: 'choice',
    implies: () => ({ protocols: null }),
    option: {
      flags: '--task <task>',
      description: `What counts first of the network joint: ${TASKS.join(' (default) or ')}`,
    },
    texts: { label: 'spec.task', form: 'network.task', hint: 'network.taskHint', values: 'spec.tasks' },
  },
  {
    name: 'width',
    path: 'network.width',
    group: 'network',
    section: 'tower',
    schema: networkOption('width'),
    control: 'number',
    unit: 'filters',
    isCarried: true,
    option: {
      flags: '--width <filters>',
      description: 'Of the first convolution; the others have twice and four times as many (default: 32)',
      kind: 'number',
    },
    texts: { label: 'spec.width' },
  },
  {
    name: 'embedding',
    path: 'network.embedding',
    group: 'network',
    section: 'tower',
    schema: networkOption('embedding'),
    control: 'number',
    unit: 'units',
    isCarried: true,
    option: {
      flags: '--embedding <units>',
      description: 'Of the layer that ends a tower (default: 32)',
      kind: 'number',
    },
    texts: { label: 'spec.embedding', hint: 'network.embeddingHint', said: 'spec.embeddingValue' },
  },
  {
    name: 'dropout',
    path: 'network.dropout',
    group: 'network',
    section: 'tower',
    schema: networkOption('dropout'),
    control: 'number',
    unit: 'share',
    isCarried: true,
    option: {
      flags: '--dropout <rate>',
      description: 'The part of the values that dropout drops (default: 0.2)',
      kind: 'number',
    },
    texts: { label: 'spec.dropout', hint: 'network.dropoutHint', none: 'spec.none' },
  },
  {
    name: 'l2',
    path: 'network.l2',
    group: 'network',
    section: 'tower',
    schema: networkOption('l2'),
    control: 'number',
    unit: 'penalty',
    isCarried: true,
    option: { flags: '--l2 <penalty>', description: 'On every kernel (default: 0)', kind: 'number' },
    texts: { label: 'spec.l2', hint: 'network.l2Hint', none: 'spec.none' },
  },
  {
    name: 'transfer',
    path: 'network.transfer.weights',
    group: 'network',
    section: 'start',
    schema: networkOption('transfer.weights'),
    control: 'choice',
    first: 'none',
    absence: { text: 'none', at: 'network.transfer', isFirst: true },
    // the scaling that the weights were trained with
    implies: (weights) => ({ scaling: weights === 'none' ? 'unit' : weights }),
    option: {
      flags: '--transfer <weights>',
      description: 'Of vgg19, what it starts from: imagenet (with its scaling) or none (default)',
    },
    texts: {
      label: 'spec.transfer',
      hints: 'network.transferHint',
      values: 'spec.transferValue',
      choices: 'network.transferOf',
      none: 'spec.random',
    },
  },
  {
    name: 'frozenThrough',
    path: 'network.transfer.frozenThrough',
    group: 'network',
    section: 'layers',
    schema: networkOption('transfer.frozenThrough'),
    when: startsFromWeights,
    control: 'list',
    absence: { text: 'none', at: 'network.transfer.frozenThrough' },
    // nothing can be frozen that was not trained before
    implies: (_, design) => (startsFromWeights(design) ? {} : { transfer: 'imagenet' }),
    option: {
      flags: '--frozen-through <layer>',
      description:
        'Of vgg19 with --transfer, the last layer to freeze: ' +
        `${VGG19_BLOCK_ENDS[0]} … ${VGG19_BLOCK_ENDS[4]} (default) or none`,
    },
    texts: {
      label: 'spec.frozen',
      form: 'network.frozenThrough',
      choices: { none: 'spec.frozenNone' },
      said: 'spec.frozenValue',
      none: 'spec.frozenNone',
    },
  },
  {
    name: 'headUnits',
    path: 'network.headUnits',
    group: 'network',
    section: 'layers',
    schema: networkOption('headUnits'),
    control: 'number',
    unit: 'units',
    option: {
      flags: '--head-units <count>',
      description: 'Of vgg19, units of a dense layer before the classes (default: 0, none)',
      kind: 'number',
    },
    texts: {
      label: 'spec.headUnits',
      form: 'network.headUnits',
      hint: 'network.headUnitsHint',
      said: 'spec.embeddingValue',
      none: 'spec.none',
    },
  },
  {
    name: 'scaling',
    path: 'network.scaling',
    group: 'network',
    section: 'layers',
    schema: networkOption('scaling'),
    control: 'list',
    option: {
      flags: '--scaling <how>',
      description: `Of vgg19, how pixels are scaled: ${INPUT_SCALINGS.join(', ')}`,
    },
    texts: { label: 'spec.scaling', values: 'spec.scalings', choices: 'network.scalingOf' },
  },
] as const satisfies readonly Field[];
