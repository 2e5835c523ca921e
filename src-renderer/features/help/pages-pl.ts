/** The guide in Polish, by file. */
export const files = import.meta.glob<string>('../../../docs/guide/pl/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
