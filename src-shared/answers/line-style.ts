import { networkOf, type AnswerLine } from './lines';

/** How a line looks: its colour is its network's, wherever that is drawn; its dash tells lines of one network apart. */
export interface LineStyle {
  /** A place in a palette, from 0. */
  readonly colour: number;
  /** Of the line, as SVG takes it; null for a whole line. */
  readonly dash: string | null;
}

const DASHES = [null, '7 4', '2 3', '10 3 2 3', '4 2'] as const;

/** A style a line: colours in the order in which the networks come, dashes among the lines of one network. */
export function lineStyles(lines: readonly AnswerLine[]): ReadonlyMap<string, LineStyle> {
  const networks = [...new Set(lines.map(networkOf))];
  const counted = new Map<string, number>();
  return new Map(
    lines.map((line) => {
      const network = networkOf(line);
      const place = counted.get(network) ?? 0;
      counted.set(network, place + 1);
      return [line.key, { colour: networks.indexOf(network), dash: DASHES[place % DASHES.length] ?? null }];
    }),
  );
}
