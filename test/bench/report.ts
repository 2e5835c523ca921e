/** A table for whoever reads it. Every row has the fields of the first. */
export interface Report {
  readonly title: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  /** What one has to know to read it, a line each. */
  readonly notes?: readonly string[];
}

/** What a benchmark found: the same as one object for a program, and as tables for a person. */
export interface Outcome {
  readonly json: object;
  readonly reports: readonly Report[];
  /** There was nothing to measure, or what was measured did not do its work: the reports say why, and the exit status is 1. */
  readonly isFailed?: boolean;
}

/** A benchmark: each is a file of this folder. */
export interface Benchmark {
  /** @throws RangeError where the arguments are not its own; the message is for whoever gave them */
  readonly measure: (args: readonly string[]) => Promise<Outcome>;
}

/** The first column to the left, the others to the right. */
export function tableOf({ title, rows, notes = [] }: Report): string {
  const head = Object.keys(rows[0] ?? {});
  const lines = [head, ...rows.map((row) => head.map((name) => String(row[name])))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  return [title, ...text, ...notes].join('\n');
}
