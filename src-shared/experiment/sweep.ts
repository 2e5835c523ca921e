import {
  pairingKindsFor,
  parseExperimentSpec,
  type ExperimentSpec,
  type NetworkKind,
  type PairingSpec,
  type SpecProblem,
} from './experiment';
import { readerOf, withValue, type DesignData } from './fields/design-value';
import { allFields } from './fields/index';
import { standsForRow } from './presets';
import { pairingSpecSchema } from '../pairings/pairing-spec';

/**
 * What a sweep varies about a design. Values are as they were typed, so that the validation is the one to refuse them.
 * An axis without values leaves the design's own.
 */
export interface SweepAxes {
  readonly networks: readonly NetworkKind[];
  readonly fractions: readonly (number | string)[];
  readonly permutations: readonly (number | string)[];
  /** Which images a fraction stands for, where the design itself uses all of them. */
  readonly sample?: unknown;
}

/** A place on the grid. Undefined where the axis has no values. */
export interface SweepPoint {
  readonly network: NetworkKind;
  readonly fraction: number | string;
  readonly permutations: number | string | undefined;
}

/**
 * What becomes of a place on the grid. *experiment*: it is one, with the design's seeds as its runs. *merged*: it is the
 * same experiment as an earlier place, because an axis does not matter to its network. *refused*: it cannot be trained.
 */
export type Swept =
  | { readonly kind: 'experiment'; readonly point: SweepPoint; readonly spec: ExperimentSpec }
  | { readonly kind: 'merged'; readonly point: SweepPoint; readonly into: ExperimentSpec }
  | { readonly kind: 'refused'; readonly point: SweepPoint; readonly problems: readonly SpecProblem[] };

/** The size of the grid before anything is merged or refused. */
export function gridSize({ networks, fractions, permutations }: SweepAxes): number {
  return [networks, fractions, permutations].reduce((product, axis) => product * Math.max(1, axis.length), 1);
}

/**
 * Every place of the grid, in the order of network, fraction, permutations: none is left out without a word. What a
 * network cannot use of the design (its head, its pairing) takes that network's default; the options of a tower that two
 * networks share are kept, so that they can be compared.
 */
export function expandSweep(base: ExperimentSpec, axes: SweepAxes): readonly Swept[] {
  const known = new Map<string, ExperimentSpec>();
  return pointsOf(base, axes).map((point): Swept => {
    const result = parseExperimentSpec({ ...draftAt(base, point), sample: base.sample ?? axes.sample ?? null });
    if (result.kind === 'invalid') return { kind: 'refused', point, problems: result.problems };
    const spec = standsForRow(result.spec) ? result.spec : { ...result.spec, row: null };
    const key = JSON.stringify(spec);
    const into = known.get(key);
    if (into !== undefined) return { kind: 'merged', point, into };
    known.set(key, spec);
    return { kind: 'experiment', point, spec };
  });
}

/** A name for a grid: what it varies, such as "vanilla, siamese-vanilla · 0.1, 0.5, 1". */
export function sweepName(swept: readonly Swept[]): string {
  const points = swept.map(({ point }) => point);
  const axis = (values: readonly (number | string | undefined)[]): readonly (number | string)[] => [
    ...new Set(values.filter((value) => value !== undefined)),
  ];
  const axes = [
    axis(points.map(({ network }) => network)),
    axis(points.map(({ fraction }) => fraction)),
    axis(points.map(({ permutations }) => permutations)),
  ];
  return axes
    .filter((values, place) => values.length > 1 || (place === 0 && values.length > 0))
    .map((values) => values.join(', '))
    .join(' · ')
    .slice(0, 200);
}

/** The experiments of a grid, and how many runs they are. */
export function experimentsOf(swept: readonly Swept[]): readonly ExperimentSpec[] {
  return swept.flatMap((each) => (each.kind === 'experiment' ? [each.spec] : []));
}

function pointsOf(base: ExperimentSpec, { networks, fractions, permutations }: SweepAxes): readonly SweepPoint[] {
  return orOwn(networks, base.network.kind).flatMap((network) =>
    orOwn<SweepPoint['fraction']>(fractions, base.fraction).flatMap((fraction) =>
      orOwn<SweepPoint['permutations']>(permutations, undefined).map((count) => ({
        network,
        fraction,
        permutations: count,
      })),
    ),
  );
}

function orOwn<Value>(values: readonly Value[], own: Value): readonly Value[] {
  return values.length === 0 ? [own] : values;
}

function draftAt(base: ExperimentSpec, { network, fraction, permutations }: SweepPoint): DesignData {
  const isOwn = network === base.network.kind;
  return {
    ...base,
    fraction,
    network: isOwn ? base.network : { kind: network, ...carriedOptions(base, network) },
    pairing: pairingAt(base, network, permutations),
    // what the design says beside its network belongs to that network
    ...(isOwn ? {} : { task: undefined, protocols: null }),
  };
}

/** The options that make two networks comparable, where both have them. */
function carriedOptions({ network }: ExperimentSpec, other: NetworkKind): DesignData {
  const [own, others] = [readerOf({ network }), readerOf({ network: { kind: other } })];
  return allFields().reduce((options: DesignData, { path, schema, isCarried }) => {
    const isShared = isCarried === true && own(path) !== undefined && schema(others) !== null;
    return isShared ? withValue(options, path.slice('network.'.length), own(path)) : options;
  }, {});
}

function pairingAt(base: ExperimentSpec, network: NetworkKind, permutations: SweepPoint['permutations']): unknown {
  const kinds = pairingKindsFor(network);
  const [first] = kinds;
  if (first === undefined) return null;
  const pairing: PairingSpec =
    base.pairing !== null && kinds.includes(base.pairing.kind)
      ? base.pairing
      : pairingSpecSchema.parse({ kind: first });
  return 'permutations' in pairing && permutations !== undefined ? { ...pairing, permutations } : pairing;
}
