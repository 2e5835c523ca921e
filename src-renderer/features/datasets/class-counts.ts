/** A class in a part of a set and in the whole of it. */
export interface ClassCount {
  readonly classIndex: number;
  /** Images in the part. */
  readonly count: number;
  readonly whole: number;
  /** How many the part would have if its classes were as frequent as in the whole. */
  readonly expected: number;
}

/** @param part indices of its images */
export function classCounts(labels: Uint8Array, classCount: number, part: Uint32Array): readonly ClassCount[] {
  const inPart = new Array<number>(classCount).fill(0);
  const inWhole = new Array<number>(classCount).fill(0);
  for (const label of labels) inWhole[label] = (inWhole[label] ?? 0) + 1;
  for (const index of part) {
    const label = labels[index] ?? 0;
    inPart[label] = (inPart[label] ?? 0) + 1;
  }
  return inWhole.map((whole, classIndex) => ({
    classIndex,
    count: inPart[classIndex] ?? 0,
    whole,
    expected: labels.length === 0 ? 0 : (whole * part.length) / labels.length,
  }));
}

/** The classes of a part that stand out. */
export interface Balance {
  readonly most: ClassCount;
  readonly least: ClassCount;
  /** The class whose number is furthest from what the whole would make one expect. */
  readonly furthest: ClassCount;
}

/** Undefined for a set without classes. The first of equals counts. */
export function balanceOf(counts: readonly ClassCount[]): Balance | undefined {
  const pick = (isBetter: (one: ClassCount, best: ClassCount) => boolean): ClassCount | undefined =>
    counts.reduce<ClassCount | undefined>(
      (best, one) => (best === undefined || isBetter(one, best) ? one : best),
      undefined,
    );
  const distance = ({ count, expected }: ClassCount): number => Math.abs(count - expected);
  const most = pick((one, best) => one.count > best.count);
  const least = pick((one, best) => one.count < best.count);
  const furthest = pick((one, best) => distance(one) > distance(best));
  return most === undefined || least === undefined || furthest === undefined ? undefined : { most, least, furthest };
}
