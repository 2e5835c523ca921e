/** The guide in English, by file; bundled, so that help needs no file and no network. */
export const files = import.meta.glob<string>('../../../docs/guide/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
