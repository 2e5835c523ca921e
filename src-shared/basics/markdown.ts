/** A table as GitHub and most others read Markdown: what a cell says cannot end it. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  cell: (text: string) => string = cellText,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

function cellText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A foreign text on one line of Markdown, which takes nothing in it for markup of its own or for HTML. */
export function markdownText(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)
    .replaceAll(/[\\`*_[\]|~]/g, String.raw`\$&`)
    .replace(/^(#+|[+-]|\d+[.)])(?= |$)/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}
