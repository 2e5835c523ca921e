/** How many steps a learning rate takes to its full size. What uses it is for an optimiser of the same extension to say. */
export function register(lab) {
  lab.fields.register({
    name: 'warmUp',
    title: 'Warm-up',
    schema: lab.z.int().min(0).max(10_000).default(0),
    option: { flags: '--warm-up <steps>', description: 'Steps of a small learning rate (default: 0)', kind: 'number' },
  });
}
