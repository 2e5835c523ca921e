import type { LabEmitter } from './events';

/** Another program may write to the same database; look this often. */
const LOOK_MS = 1000;

/**
 * Tells that any run may have changed where another program has written.
 * @param version a number that changes whenever one has
 * @returns the function that ends it
 */
export function tellForeignChanges(version: () => unknown, events: Pick<LabEmitter, 'emit'>): () => void {
  let known = version();
  const watch = setInterval(() => {
    const found = version();
    if (found === known) return;
    known = found;
    events.emit('runs:changed', { ids: null });
  }, LOOK_MS);
  return () => clearInterval(watch);
}
