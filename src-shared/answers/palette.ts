/** The colours of a drawing, as SVG takes them. */
export interface ChartPalette {
  readonly ink: string;
  readonly grid: string;
  readonly ground: string;
  /** Of what these runs do not support. */
  readonly quiet: string;
  /** By the place of a network; the first is the plain network's. */
  readonly series: readonly [string, ...string[]];
}

/** Of a file of its own: a white ground. Dark enough on it for 4.5 : 1. */
export const FILE_PALETTE: ChartPalette = {
  ink: '#333b41',
  grid: '#d9dee2',
  ground: '#ffffff',
  quiet: '#6b747b',
  series: ['#0a6178', '#b64b00', '#7b3fa0', '#1c6b3c', '#b0206e', '#2f4fb5', '#7d5200', '#49525a'],
};

export function seriesColour({ series }: ChartPalette, place: number): string {
  return series[place % series.length] ?? series[0];
}
