import type { Run } from '#shared/runs/run';

/**
 * The two runs to hold against each other: those that are asked for where they are there, otherwise the first runs of
 * the first two columns, and of a lone column its first two.
 * @param columns the finished runs of each
 */
export function choosePair(
  columns: readonly (readonly Run[])[],
  asked: readonly [number, number] | null,
): { readonly first: Run; readonly second: Run } | null {
  const runs = [...new Map(columns.flat().map((run) => [run.id, run])).values()];
  const byId = (id: number | undefined): Run | undefined => runs.find((run) => run.id === id);
  const [wantedFirst, wantedSecond] = [byId(asked?.[0]), byId(asked?.[1])];
  if (wantedFirst !== undefined && wantedSecond !== undefined && wantedFirst.id !== wantedSecond.id) {
    return { first: wantedFirst, second: wantedSecond };
  }
  const first = columns[0]?.[0];
  const second = [...columns.slice(1).flat(), ...runs].find((run) => run.id !== first?.id);
  return first === undefined || second === undefined ? null : { first, second };
}
