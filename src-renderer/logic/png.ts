/** How much finer than the screen's own pixels: sharp in print and on dense screens. */
const PIXEL_RATIO = 2;
const MARGIN = 16;
const TITLE_LINE = 22;
const LEGEND_LINE = 20;

export interface FigureColours {
  readonly background: string;
  readonly ink: string;
  readonly inkSoft: string;
}

export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  readonly dashed: boolean;
}

/** A picture that says by itself what it shows and which run it is of. Lengths are pixels of the screen. */
export interface Figure {
  readonly title: string;
  /** Of which run, of which design. */
  readonly source: string;
  readonly legend: readonly LegendEntry[];
  readonly width: number;
  readonly height: number;
  readonly colours: FigureColours;
  readonly font: string;
  /** Draws into width × height, from (0, 0). */
  readonly paint: (context: CanvasRenderingContext2D) => void | Promise<void>;
}

/** The figure under its title and legend as a PNG file. @throws Error where the system cannot make one */
export async function pngOf(figure: Figure): Promise<Uint8Array> {
  const { width, height, colours, legend } = figure;
  const head = TITLE_LINE + (legend.length > 0 ? LEGEND_LINE : 0);
  const canvas = document.createElement('canvas');
  canvas.width = (width + 2 * MARGIN) * PIXEL_RATIO;
  canvas.height = (height + head + 2 * MARGIN) * PIXEL_RATIO;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No picture can be drawn: the window gave no canvas.');
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  context.fillStyle = colours.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(MARGIN, MARGIN);
  paintHead(context, figure);
  context.translate(0, head);
  await figure.paint(context);
  return bytesOf(canvas);
}

function paintHead(context: CanvasRenderingContext2D, { title, source, legend, width, colours, font }: Figure): void {
  context.textBaseline = 'top';
  context.fillStyle = colours.ink;
  context.font = `600 14px ${font}`;
  context.fillText(title, 0, 0);
  const titleEnd = context.measureText(title).width;
  context.fillStyle = colours.inkSoft;
  context.font = `12px ${font}`;
  context.textAlign = 'right';
  context.fillText(source, width, 2, Math.max(40, width - titleEnd - MARGIN));
  context.textAlign = 'left';
  let x = 0;
  for (const { label, colour, dashed } of legend) {
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.setLineDash(dashed ? [5, 4] : []);
    context.beginPath();
    context.moveTo(x, TITLE_LINE + 6);
    context.lineTo(x + 22, TITLE_LINE + 6);
    context.stroke();
    context.fillText(label, x + 28, TITLE_LINE);
    x += 28 + context.measureText(label).width + MARGIN;
  }
  context.setLineDash([]);
}

async function bytesOf(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (blob === null) throw new Error('No picture can be made of the chart: it may be too large.');
  return new Uint8Array(await blob.arrayBuffer());
}
