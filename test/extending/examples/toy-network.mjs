/** One dense layer between the pixels and the classes, with an option of its own: how wide it is. */
export function register(lab) {
  const { z, plans } = lab;
  lab.networks.register({
    kind: 'toy',
    name: 'toy network',
    options: { units: z.int().min(1).max(512).default(16) },
    inputs: 1,
    outputs: ['class'],
    heads: ['first'],
    plan: ({ units }, { imageShape, classNames }) => ({
      inputs: [{ name: 'image', shape: imageShape }],
      scaling: 'unit',
      towers: [
        {
          name: 'tower',
          inputs: ['image'],
          layers: plans.planLayers('tower', imageShape, [
            { kind: 'flatten', name: 'flatten' },
            { kind: 'dense', name: 'hidden', units, activation: 'relu' },
          ]),
        },
      ],
      branches: [plans.classBranch('first', units, classNames.length)],
    }),
  });
}
