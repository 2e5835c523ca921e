import type { SpecProblem } from '#shared/experiment/experiment';
import { fieldAt } from '#shared/experiment/fields/index';

/** The first problem of each setting, by its name; `seeds.2` belongs to the field of the seeds. */
export function problemsByField(problems: readonly SpecProblem[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { field: path, message } of problems) {
    const name = fieldAt(path)?.name;
    if (name !== undefined && !found.has(name)) found.set(name, message);
  }
  return found;
}
