/**
 * Messages in another language: as many as are translated of the English ones, and no other. What is missing is shown in
 * English.
 */
export type Translation<English> = {
  readonly [Key in keyof English]?: English[Key] extends string ? string : Translation<English[Key]>;
};
