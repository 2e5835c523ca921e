/**
 * Collects what arrives and hands it over once a frame: however fast a training tells its epochs, the screen is not
 * computed more often than it is drawn.
 */
export function createBatch<Item>(handle: (items: readonly Item[]) => void): (item: Item) => void {
  let waiting: Item[] = [];
  return (item) => {
    waiting.push(item);
    if (waiting.length > 1) return;
    requestAnimationFrame(() => {
      const items = waiting;
      waiting = [];
      handle(items);
    });
  };
}
