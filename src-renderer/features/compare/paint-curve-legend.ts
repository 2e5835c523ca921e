export const LEGEND_LINE = 18;
const SAMPLE = 26;

export interface LegendLine {
  readonly text: string;
  readonly colour: string;
  /** As SVG has it: "7 4". */
  readonly dash: string | undefined;
}

/** Writes a line for each curve below a picture: how it is drawn, and which runs it is of. */
export function paintCurveLegend(
  context: CanvasRenderingContext2D,
  lines: readonly LegendLine[],
  { top, ink, font }: { readonly top: number; readonly ink: string; readonly font: string },
): void {
  context.font = `12px ${font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineWidth = 2.5;
  lines.forEach(({ text, colour, dash }, place) => {
    const y = top + (place + 0.5) * LEGEND_LINE;
    context.strokeStyle = colour;
    context.setLineDash(dash?.split(' ').map(Number) ?? []);
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(SAMPLE, y);
    context.stroke();
    context.fillStyle = ink;
    context.fillText(text, SAMPLE + 8, y);
  });
  context.setLineDash([]);
}
