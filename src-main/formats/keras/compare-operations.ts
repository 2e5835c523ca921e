import type { Operation } from './operations';

/**
 * @param described what a file says, in the order in which data flows
 * @param planned what is wanted
 * @returns the first difference, in words; null where both compute the same
 */
export function compareOperations(described: readonly Operation[], planned: readonly Operation[]): string | null {
  for (const [index, expected] of planned.entries()) {
    const received = described[index];
    if (received === undefined) return `it ends before ${text(expected)}, as ${expected.layer} is`;
    const problem = differenceOf(received, expected);
    if (problem !== null) return problem;
  }
  const extra = described[planned.length];
  return extra === undefined ? null : `it goes on with ${named(extra)}; expected its end there`;
}

/** What one operation does otherwise than another; null where they do the same. */
export function differenceOf(received: Operation, expected: Operation): string | null {
  const kinds = [expected.kind, ...(expected.alternatives ?? [])];
  if (!kinds.includes(received.kind)) {
    if (expected.kind !== 'activation')
      return `${named(received)}; expected ${text(expected)}, as ${expected.layer} is`;
    return `${named(received)} follows without an activation before it; expected ${text(expected)}, as after ${expected.layer}`;
  }
  for (const [setting, wanted] of Object.entries(expected.settings)) {
    const given = received.settings[setting];
    if (given === undefined || wanted.split(' or ').includes(given)) continue;
    return received.kind === 'activation'
      ? `"${received.layer}" has the activation ${given}; expected ${wanted}, as ${expected.layer} has`
      : `"${received.layer}" (${received.kind}) has ${setting} ${given}; expected ${wanted}, as ${expected.layer} has`;
  }
  return null;
}

function named(operation: Operation): string {
  return operation.kind === 'activation'
    ? `"${operation.layer}" has ${text(operation)}`
    : `"${operation.layer}" is ${text(operation)}`;
}

/** "MaxPooling2D (pool_size 2×2, strides 2×2)" */
function text({ kind, settings }: Operation): string {
  if (kind === 'activation') return `the activation ${settings['function'] ?? ''}`;
  const shown = ['kernel_size', 'filters', 'units', 'pool_size', 'strides', 'function']
    .flatMap((name) => (settings[name] === undefined ? [] : `${name} ${settings[name]}`))
    .join(', ');
  return shown === '' ? kind : `${kind} (${shown})`;
}
