import { HEADS } from '#shared/networks/heads/registry';

/**
 * What a head is given of the outputs of the towers, one for each input of the network: both; where it joins one, that of
 * the first input twice.
 * @throws where there are fewer than it joins
 */
export function headInputs<Value>(kind: string, features: readonly Value[]): readonly [Value, Value] {
  const { joins } = HEADS.get(kind);
  const [a, b] = features;
  if (a === undefined) throw new Error('A head was given no features.');
  if (joins === 1) return [a, a];
  if (b === undefined) throw new Error(`The head "${kind}" joins two towers' outputs; received one.`);
  return [a, b];
}
