import type { DatasetFacts } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

export interface CountedLabels {
  /** For messages: the files that hold them. */
  readonly where: string;
  readonly labels: Uint8Array;
  /** Of the first class. */
  readonly firstLabel: number;
  /** Whether its authors took as many images of every class. */
  readonly isEven: boolean;
}

/**
 * Holds the number of images of each class against what the dataset has. Labels outside its classes are others' to find.
 * @throws LabError `dataset-damaged`
 */
export function refuseOtherCounts(
  { title, classNames }: DatasetFacts,
  { where, labels, firstLabel, isEven }: CountedLabels,
): void {
  const counts = new Uint32Array(classNames.length);
  for (const label of labels) {
    const index = label - firstLabel;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const share = labels.length / classNames.length;
  const [least, most] = isEven ? [Math.floor(share), Math.ceil(share)] : [share < 1 ? 0 : 1, labels.length];
  const wrong = counts.findIndex((count) => count < least || count > most);
  if (wrong === -1) return;
  const expected = isEven ? grouped(Math.round(share)) : 'one at least';
  throw new LabError(
    'dataset-damaged',
    `${where} give ${grouped(counts[wrong] ?? 0)} images of the class "${classNames[wrong] ?? wrong}"; expected ${expected}. ` +
      `These are not the labels of ${title}. Install it again, or import it again from a good copy.`,
  );
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
