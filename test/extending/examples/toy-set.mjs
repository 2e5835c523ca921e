/** A dataset of two classes: a stripe of light on the left half of an image, or on the right half. */
const SIDE = 16;
const TRAIN = 64;
const TEST = 32;

/** The same images each time, or no figure could be compared: chance comes by a seed, never from Math.random. */
function draw(count, seed) {
  const images = new Uint8Array(count * SIDE * SIDE);
  const labels = new Uint8Array(count);
  let state = seed;
  const next = (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  for (let image = 0; image < count; image++) {
    labels[image] = image % 2;
    const column = labels[image] * (SIDE / 2) + next(SIDE / 2);
    for (let row = 0; row < SIDE; row++) images[(image * SIDE + row) * SIDE + column] = 155 + next(100);
  }
  return { images, labels };
}

export function register(lab) {
  lab.datasets.register({
    name: 'toy-set',
    title: 'Toy set',
    imageShape: [SIDE, SIDE, 1],
    classNames: ['left', 'right'],
    trainCount: TRAIN,
    testCount: TEST,
    load: () => ({ train: draw(TRAIN, 1), test: draw(TEST, 2) }),
  });
}
