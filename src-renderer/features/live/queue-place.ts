/**
 * Where a dragged run comes to stand, once it is dropped before another one.
 * @param order the queue, the next one first
 * @param before null: at the end
 * @returns 'same' where nothing would change: it was dropped where it is
 */
export function placeAfterDrop(
  order: readonly number[],
  dragged: number,
  before: number | null,
): 'same' | { readonly before: number | null } {
  const at = order.indexOf(dragged);
  if (before === dragged || before === (order[at + 1] ?? null)) return 'same';
  return { before };
}
