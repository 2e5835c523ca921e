/**
 * The images of each class, by class index; each list ascending, empty for a class that does not occur.
 * @param labels class indices, of which the first `count` are read
 * @throws RangeError where a label is not a whole number from 0 to 65,535
 */
export function classMembers(labels: ArrayLike<number>, count: number): readonly Uint32Array[] {
  const sizes: number[] = [];
  for (let image = 0; image < count; image++) {
    const label = labels[image] ?? -1;
    if (!Number.isInteger(label) || label < 0 || label > 0xffff) {
      throw new RangeError(`Image ${image} has the label ${labels[image]}; expected a class index from 0 to 65535.`);
    }
    while (sizes.length <= label) sizes.push(0);
    sizes[label] = (sizes[label] ?? 0) + 1;
  }
  const members = sizes.map((size) => new Uint32Array(size));
  const filled = new Uint32Array(sizes.length);
  for (let image = 0; image < count; image++) {
    const label = labels[image] ?? 0;
    const place = filled[label] ?? 0;
    const list = members[label];
    if (list !== undefined) list[place] = image;
    filled[label] = place + 1;
  }
  return members;
}
