/**
 * The class probabilities of an ensemble: the mean of what its members say, each counting alike (L. K. Hansen and
 * P. Salamon, "Neural network ensembles", IEEE Trans. PAMI 12, 1990). Summed in double precision.
 * @param members of each, [count, classes], row-major
 * @throws RangeError where there is none, or they are not of one shape
 */
export function averageProbabilities(members: readonly Float32Array[]): Float32Array {
  const [first] = members;
  if (first === undefined) throw new RangeError('Received no members of an ensemble; expected one or more.');
  const other = members.find(({ length }) => length !== first.length);
  if (other !== undefined) {
    throw new RangeError(
      `Received ${first.length} and ${other.length} probabilities; expected as many of each member.`,
    );
  }
  return first.map((_, place) => members.reduce((sum, member) => sum + (member[place] ?? 0), 0) / members.length);
}
