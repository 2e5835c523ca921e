/** A title as a part of a file's name: small ASCII letters and digits, with hyphens between the words; "chart" where nothing is left. */
export function fileNameOf(title: string): string {
  const ascii = title
    .replaceAll('ł', 'l')
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return ascii === '' ? 'chart' : ascii;
}
