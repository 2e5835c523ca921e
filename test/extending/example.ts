import { readFileSync } from 'node:fs';

import { expect } from 'vitest';

import { ENGINE_NOUNS } from '#main/engine/registries';

const ROOT = `${import.meta.dirname}/../..`;

/** Registers what an example registers, as the lab does with a module that it is told of. */
export async function registerExample(name: string): Promise<void> {
  // by a name that the compiler does not see: an extension is no part of the lab
  const { register } = (await import(`${import.meta.dirname}/examples/${name}.mjs`)) as {
    readonly register: (lab: typeof ENGINE_NOUNS) => void;
  };
  register(ENGINE_NOUNS);
}

/** Expects a page of the documentation to show the example as it is tested. */
export function expectShown(name: string): void {
  const page = readFileSync(`${ROOT}/docs/extending/${name}.md`, 'utf8');
  const shown = /```js\n(?<code>.*?)```/s.exec(page)?.groups?.['code'];
  expect(shown).toBe(readFileSync(`${import.meta.dirname}/examples/${name}.mjs`, 'utf8'));
}
