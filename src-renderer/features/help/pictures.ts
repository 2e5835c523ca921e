/** The pictures that the guide shows, bundled, by their file's name. */
const PICTURES = import.meta.glob<string>('../../../docs/pictures/{run-cell,run-threshold,embeddings-dark}.png', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** The address of a picture in the window; null for one that is not bundled. */
export function pictureAt(target: string): string | null {
  const name = target.replace(/^.*\//, '');
  return Object.entries(PICTURES).find(([path]) => path.endsWith(`/${name}`))?.[1] ?? null;
}
