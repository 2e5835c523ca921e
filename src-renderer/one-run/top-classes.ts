/** A class and what a network thinks of it. */
export interface ClassProbability {
  readonly classIndex: number;
  readonly probability: number;
}

/** The most probable classes first; of equals the one that comes first. */
export function topClasses(probabilities: Float32Array, count: number): readonly ClassProbability[] {
  return [...probabilities]
    .map((probability, classIndex) => ({ classIndex, probability }))
    .sort((one, other) => other.probability - one.probability || one.classIndex - other.classIndex)
    .slice(0, count);
}
