import { describe, expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { completeNetwork, NETWORKS, type NetworkDraft } from '#shared/experiment/experiment';
import { planNetwork } from '#shared/networks/index';
import { parameterCount } from '#shared/networks/plan';
import {
  networkDiagram,
  TEXT_LEFT,
  TEXT_RIGHT,
  type Diagram,
  type DiagramNode,
} from '../../../../../src-renderer/features/design/network-diagram';

const planOf = (network: NetworkDraft) => planNetwork(completeNetwork(network), DATASETS.get('cifar10'));
/** Wide letters: what a font at hand may need. */
const LETTER = 9;
const words = {
  input: (name: string) => name,
  count: (value: number) => value.toLocaleString('pl'),
  number: (value: number) => value.toLocaleString('pl'),
  width: (text: string) => text.length * LETTER,
};
const diagramOf = (network: NetworkDraft): Diagram => networkDiagram(planOf(network), words);
const nodeIn = ({ nodes }: Diagram, id: string): DiagramNode => {
  const found = nodes.find((node) => node.id === id);
  if (found === undefined) throw new Error(`There is no node ${id}: ${nodes.map((node) => node.id).join(', ')}`);
  return found;
};
const overlap = (one: DiagramNode, other: DiagramNode): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe('the diagram of a network', () => {
  it.each(NETWORKS.kinds())('of %s has no box on another, none outside, and every parameter once', (kind) => {
    const diagram = diagramOf({ kind });
    diagram.nodes.forEach((node, place) => {
      for (const other of diagram.nodes.slice(place + 1))
        expect(overlap(node, other), `${node.id}, ${other.id}`).toBe(false);
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.y).toBeGreaterThanOrEqual(0);
      expect(node.x + node.width).toBeLessThanOrEqual(diagram.width);
      expect(node.y + node.height).toBeLessThanOrEqual(diagram.height);
    });
    expect(diagram.nodes.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(parameterCount(planOf({ kind })));
  });

  it.each(NETWORKS.kinds())('of %s has room for every text in its box', (kind) => {
    for (const { title, shape, parametersText, width } of diagramOf({ kind }).nodes) {
      expect(width, title).toBeGreaterThanOrEqual(TEXT_LEFT + title.length * LETTER + TEXT_RIGHT);
      const fine = `${shape}${parametersText}`.length * LETTER;
      expect(width, shape).toBeGreaterThanOrEqual(TEXT_LEFT + fine + (parametersText === '' ? 0 : LETTER) + TEXT_RIGHT);
    }
  });

  it('writes numbers in the language of the window', () => {
    const { nodes } = diagramOf({ kind: 'vanilla' });
    expect(nodes.map(({ title }) => title)).toContain('Dropout 0,2');
  });

  it('has towers side by side, the first image on the left, and the head below both', () => {
    const diagram = diagramOf({ kind: 'siamese-vanilla' });
    const [first, second] = [nodeIn(diagram, 'first conv1'), nodeIn(diagram, 'second conv1')];
    expect(first.y).toBe(second.y);
    expect(first.x).toBeLessThan(second.x);
    expect(nodeIn(diagram, 'merge class')).toMatchObject({ title: 'Concatenate 32 + 32', shape: '64' });
    expect(nodeIn(diagram, 'merge class').y).toBeGreaterThan(nodeIn(diagram, 'first dropout3').y);
    expect(first).toMatchObject({ title: 'Conv 32 · 3×3', shape: '30 × 30 × 32', parameters: 896, isTwin: false });
  });

  it('draws a shared tower twice, the second time as a twin without parameters of its own', () => {
    const diagram = diagramOf({ kind: 'siamese-vanilla', towers: 'shared' });
    expect([nodeIn(diagram, 'first conv1').isTwin, nodeIn(diagram, 'second conv1').isTwin]).toEqual([false, true]);
    expect(nodeIn(diagram, 'second conv1').parameters).toBe(0);
  });

  it('leads to each output of a network with two, and joins nothing in a plain one', () => {
    const joint = diagramOf({ kind: 'joint' });
    for (const name of ['class', 'same']) {
      const merge = joint.edges.filter(({ id }) => id.endsWith(`→ merge ${name}`));
      expect(merge.map(({ id }) => id)).toEqual([`first dropout3 → merge ${name}`, `second dropout3 → merge ${name}`]);
    }
    const plain = diagramOf({ kind: 'vanilla' });
    expect(plain.nodes.some(({ kind }) => kind === 'merge')).toBe(false);
    expect(plain.edges.map(({ id }) => id)).toContain('image dropout3 → class classes');
  });

  it('marks what is frozen', () => {
    const diagram = diagramOf({ kind: 'vgg19', transfer: { weights: 'imagenet', frozenThrough: 'block1_pool' } });
    expect(nodeIn(diagram, 'image block1_conv1').isFrozen).toBe(true);
    expect(nodeIn(diagram, 'image block2_conv1').isFrozen).toBe(false);
  });
});
