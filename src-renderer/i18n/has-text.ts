/** Whether there is a text by a name: of what an extension brings there is none. @param texts in English, which has them all */
export function hasText<Texts extends object>(texts: Texts, name: string): name is Extract<keyof Texts, string> {
  return Object.hasOwn(texts, name);
}
