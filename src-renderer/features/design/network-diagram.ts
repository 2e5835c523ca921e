import { Graph, layout, type GraphLabel } from '@dagrejs/dagre';

import { isFrozen, type Layer, type PlannedLayer } from '#shared/networks/layer';
import { LAYERS } from '#shared/networks/layers/registry';
import type { Branch, NetworkPlan, Tower } from '#shared/networks/plan';
import { featuresOf, headText, layerParameters, layerText, shapeText } from '../../i18n/layer-text';

/** What a node stands for: it decides its colour. *merge*: what joins the towers. */
export type NodeKind = Layer['kind'] | 'input' | 'merge';

/** A node of the diagram, in pixels from its upper left corner. */
export interface DiagramNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** Of the layer, in the notation of the field: "Conv 32 · 3×3". */
  readonly title: string;
  readonly shape: string;
  readonly name: string;
  /** Trained weights and all others; 0 in a twin, whose weights are those of the first. */
  readonly parameters: number;
  /** The same as people write it; empty where there are none. */
  readonly parametersText: string;
  /** The same layer with the same weights as in the first tower. */
  readonly isTwin: boolean;
  readonly isFrozen: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DiagramEdge {
  readonly id: string;
  /** Of an SVG path. */
  readonly path: string;
}

export interface Diagram {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

/** Wider where a text needs it. */
const LEAST_WIDTH = 148;
/** Where the texts of a node begin, and what stays free at its right end and between two texts of a line. */
export const TEXT_LEFT = 12;
export const TEXT_RIGHT = 8;
const TEXT_GAP = 10;
const HEIGHT = 36;
/** Of layers that only pass on what they are given, or less of it. */
const FLAT_HEIGHT = 22;
const MARGIN = 2;

/** A node before its size and place are known. */
type Draft = Omit<DiagramNode, 'x' | 'y' | 'width' | 'parametersText'>;

/** What the layout library is given of a node, and where it puts it: its middle. */
interface Placed {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
}

interface Routed {
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Words that the diagram says in the language of the person, and the room that they take. */
export interface DiagramWords {
  readonly input: (name: string, index: number) => string;
  /** 896 */
  readonly count: (value: number) => string;
  /** 0.2 */
  readonly number: (value: number) => string;
  /** In pixels. *title*: the first line of a node; *fine*: the smaller one below. */
  readonly width: (text: string, line: 'title' | 'fine') => number;
}

/** Lays out a network from its images to its outputs: towers side by side, what joins them below. */
export function networkDiagram(plan: NetworkPlan, words: DiagramWords): Diagram {
  const graph = new Graph<GraphLabel, Placed, Routed>();
  graph.setGraph({ rankdir: 'TB', nodesep: 16, ranksep: 13, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({ points: [] }));
  const drafts: Draft[] = [];
  const ends: string[] = [];

  const add = (draft: Draft, after: readonly string[]): string => {
    drafts.push(draft);
    graph.setNode(draft.id, { width: 0, height: draft.height, x: 0, y: 0 });
    for (const before of after) graph.setEdge(before, draft.id);
    return draft.id;
  };
  const chain = (scope: string, layers: readonly PlannedLayer[], from: readonly string[], isTwin: boolean): string[] =>
    layers.reduce<string[]>((after, planned) => [add(layerNode(scope, planned, isTwin, words), after)], [...from]);

  plan.inputs.forEach(({ name, shape }, index) => {
    const input = add(
      node({ id: `input ${name}`, kind: 'input', title: words.input(name, index), shape: shapeText(shape), name }),
      [],
    );
    const tower = plan.towers.find(({ inputs }) => inputs.includes(name));
    if (tower !== undefined) ends.push(...chain(`${name} `, tower.layers, [input], isTwinAt(tower, name)));
  });
  for (const branch of plan.branches) chain(`${branch.name} `, branch.layers, joined(branch), false);

  function joined(branch: Branch): readonly string[] {
    const text = headText(branch.head, featuresOf(plan));
    if (text === null) return ends.slice(0, 1);
    const merge = node({
      id: `merge ${branch.name}`,
      kind: 'merge',
      title: text.title,
      shape: shapeText(branch.headShape),
      name: '',
    });
    return [add(merge, ends)];
  }

  const sized = withWidths(drafts, words);
  for (const { id, width, height } of sized) graph.setNode(id, { width, height, x: 0, y: 0 });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  // the layout does not care which image is on the left; people do
  const [leftmost, next] = plan.inputs.map(({ name }) => graph.node(`input ${name}`).x);
  const isMirrored = leftmost !== undefined && next !== undefined && next < leftmost;
  const across = (x: number): number => (isMirrored ? width - x : x);
  return {
    width,
    height,
    nodes: sized.map((each) => {
      const { x, y } = graph.node(each.id);
      return { ...each, x: across(x) - each.width / 2, y: y - each.height / 2 };
    }),
    edges: graph.edges().map(({ v, w }) => ({ id: `${v} → ${w}`, path: pathOf(graph.edge(v, w).points, across) })),
  };
}

function isTwinAt({ inputs }: Tower, input: string): boolean {
  return inputs.indexOf(input) > 0;
}

/** Layers are as wide as the widest of them, so that towers have straight sides; what joins towers has a width of its own. */
function withWidths(drafts: readonly Draft[], words: DiagramWords): readonly Omit<DiagramNode, 'x' | 'y'>[] {
  const written = drafts.map((draft) => ({
    ...draft,
    parametersText: draft.parameters > 0 ? words.count(draft.parameters) : '',
  }));
  const needed = ({ title, shape, parametersText }: (typeof written)[number]): number => {
    const fine =
      words.width(shape, 'fine') + (parametersText === '' ? 0 : TEXT_GAP + words.width(parametersText, 'fine'));
    return Math.ceil(TEXT_LEFT + Math.max(words.width(title, 'title'), fine) + TEXT_RIGHT);
  };
  const layers = written.filter(({ kind }) => kind !== 'merge');
  const ofLayers = Math.max(LEAST_WIDTH, ...layers.map(needed));
  return written.map((each) => ({
    ...each,
    width: each.kind === 'merge' ? Math.max(LEAST_WIDTH, needed(each)) : ofLayers,
  }));
}

function node(of: Pick<Draft, 'id' | 'kind' | 'title' | 'shape' | 'name'> & Partial<Draft>): Draft {
  return { parameters: 0, isTwin: false, isFrozen: false, height: HEIGHT, ...of };
}

function layerNode(scope: string, planned: PlannedLayer, isTwin: boolean, words: DiagramWords): Draft {
  const { layer, outputShape } = planned;
  const isFlat = LAYERS.get(layer.kind).keepsShape;
  return node({
    id: scope + layer.name,
    kind: layer.kind,
    title: layerText(layer, words.number).title,
    // what is passed on as it came need not be said again
    shape: isFlat ? '' : shapeText(outputShape),
    name: layer.name,
    parameters: isTwin ? 0 : layerParameters(planned),
    isTwin,
    isFrozen: isFrozen(layer),
    height: isFlat ? FLAT_HEIGHT : HEIGHT,
  });
}

function pathOf(points: readonly { readonly x: number; readonly y: number }[], across: (x: number) => number): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${across(x).toFixed(1)} ${y.toFixed(1)}`).join('');
}
