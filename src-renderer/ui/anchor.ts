/** The anchor of a heading, as GitHub makes it: small letters, dashes for spaces, no punctuation. */
export function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
}
