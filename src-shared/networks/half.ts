import { HEADS } from './heads/registry';
import { planLayers, sizeOf, type Shape } from './layer';
import { JOINT, weightsOf, type Branch, type NetworkPlan, type Tower } from './plan';
import { PAIR_INPUTS } from './siamese';

/**
 * One half of a siamese network, cut where the head joined the two: *a* saw the first image of a pair, *b* the second.
 */
export type Half = 'a' | 'b';

interface Cut {
  readonly tower: Tower;
  readonly classes: Branch;
  /** The length of the half's output. */
  readonly features: number;
  /** Where its rows begin in the kernel that follows the head. */
  readonly firstRow: number;
}

/**
 * One half of a siamese network as a plain network: its tower, and the classes of the whole. Where a head concatenates,
 * the logits of the whole are a · Wa + b · Wb + bias; those of half a are a · Wa + bias. Nothing is trained anew, so
 * what the half says is what the whole learned to add up, with one of the two summands missing.
 * @throws RangeError where the plan has no head for the classes that concatenates two outputs
 */
export function halfPlan(plan: NetworkPlan, half: Half): NetworkPlan {
  const { tower, classes, features } = cut(plan, half);
  const [image] = PAIR_INPUTS;
  const shape = plan.inputs[0]?.shape ?? [];
  return {
    network: `${plan.network}, half ${half}`,
    inputs: [{ name: image, shape }],
    scaling: plan.scaling,
    towers: [{ ...tower, inputs: [image] }],
    branches: [
      {
        name: classes.name,
        output: 'class',
        head: 'first',
        headShape: [features],
        layers: planLayers(
          JOINT,
          [features],
          classes.layers.map(({ layer }) => layer),
        ),
      },
    ],
  };
}

/** A tensor by name, in row-major order. */
interface Weight {
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float32Array;
}

/**
 * The weights of a half: its tower's, its rows of the kernel that follows the head, and all that comes after as it is.
 * @param weights of the whole network, by the plan's names
 * @returns a tensor per weight of `halfPlan`, in its order; slices of those given, not copies
 * @throws RangeError as halfPlan does, and where a tensor is missing
 */
export function halfWeights(plan: NetworkPlan, weights: readonly Weight[], half: Half): readonly Weight[] {
  const { firstRow } = cut(plan, half);
  const whole = new Map(weights.map((weight) => [weight.name, weight]));
  return weightsOf(halfPlan(plan, half)).map(({ name, shape }) => {
    const found = whole.get(name);
    if (found === undefined) throw new RangeError(`Received no weight ${name}; expected all of ${plan.network}'s.`);
    // only the kernel after the head has more rows in the whole than in the half
    if (found.values.length === sizeOf(shape)) return found;
    const columns = shape[1] ?? 0;
    return { name, shape, values: found.values.subarray(firstRow * columns, firstRow * columns + sizeOf(shape)) };
  });
}

function cut({ network, inputs, towers, branches }: NetworkPlan, half: Half): Cut {
  const [first, second] = PAIR_INPUTS;
  const seen = half === 'a' ? first : second;
  const tower = towers.find((candidate) => candidate.inputs.includes(seen));
  const classes = branches.find(({ output }) => output === 'class');
  const features = tower?.layers.at(-1)?.outputShape[0];
  const canBeCut = classes !== undefined && HEADS.get(classes.head).isConcatenation;
  if (tower === undefined || features === undefined || !canBeCut) {
    const head = classes === undefined ? 'no classes' : `the head ${classes.head}`;
    throw new RangeError(
      `Received ${network}, with ${inputs.length === 1 ? 'one image' : 'two images'} and ${head}; ` +
        'expected a siamese network for classes whose head concatenates, since no other can be cut in two.',
    );
  }
  return { tower, classes, features, firstRow: half === 'a' ? 0 : features };
}
