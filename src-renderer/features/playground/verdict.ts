import type { PlaygroundAnswer } from '#shared/contract/inspection';
import { topClasses } from '../../one-run/top-classes';

/** At and above it a network's own probability of "same" means "same". */
export const OWN_THRESHOLD = 0.5;

/** Whether two images are of one class, and how that was told. */
export type Verdict =
  | { readonly by: 'own'; readonly isSame: boolean; readonly probability: number }
  | { readonly by: 'classes'; readonly isSame: boolean; readonly first: number; readonly second: number };

/** By the network's own answer where it has one, otherwise by the classes that it tells. */
export function verdictOf({ same, classes }: PlaygroundAnswer): Verdict | null {
  if (same !== null) return { by: 'own', isSame: same >= OWN_THRESHOLD, probability: same };
  if (classes === null) return null;
  const [first, second] = [classes.first, classes.second].map((each) => topClasses(each, 1)[0]?.classIndex ?? 0);
  return { by: 'classes', isSame: first === second, first: first ?? 0, second: second ?? 0 };
}
