import { ENGINE_NOUNS } from '#main/engine/registries';

/** Registers what an example registers, as the lab does with a module that it is told of. */
export async function registerExample(name: string): Promise<void> {
  // by a name that the compiler does not see: an extension is no part of the lab
  const { register } = (await import(`${import.meta.dirname}/examples/${name}.mjs`)) as {
    readonly register: (lab: typeof ENGINE_NOUNS) => void;
  };
  register(ENGINE_NOUNS);
}
