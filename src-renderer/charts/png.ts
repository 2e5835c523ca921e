/** How much finer than the screen's own pixels: sharp in print and on dense screens. */
export const PIXEL_RATIO = 2;
const MARGIN = 16;
const TITLE_LINE = 22;
const SOURCE_LINE = 17;
const LEGEND_LINE = 20;
const LEGEND_SAMPLE = 22;
/** Between the head and the figure. */
const HEAD_GAP = 4;
/** Room for the title of an axis. */
const AXIS_LINE = 18;

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
  /** Of which experiment and run. */
  readonly source: string;
  readonly legend: readonly LegendEntry[];
  readonly width: number;
  readonly height: number;
  /** Where the drawing does not name its axes itself. */
  readonly axes?: { readonly x: string; readonly y: string };
  readonly colours: FigureColours;
  readonly font: string;
  /** Draws into width × height, from (0, 0). */
  readonly paint: (context: CanvasRenderingContext2D) => void | Promise<void>;
}

/** The figure under its title, source and legend as a PNG file. @throws Error where the system cannot make one */
export async function pngOf(figure: Figure): Promise<Uint8Array> {
  const { width, height, colours, axes } = figure;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No picture can be drawn: the window gave no canvas.');
  const left = axes === undefined ? 0 : AXIS_LINE;
  const head = headOf(context, figure, width + left);
  canvas.width = (left + width + 2 * MARGIN) * PIXEL_RATIO;
  canvas.height = (head.height + height + left + 2 * MARGIN) * PIXEL_RATIO;
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  context.fillStyle = colours.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(MARGIN, MARGIN);
  paintHead(context, figure, head);
  context.translate(0, head.height);
  if (axes !== undefined) paintAxisTitles(context, figure, axes);
  context.translate(left, 0);
  await figure.paint(context);
  return bytesOf(canvas);
}

interface PlacedEntry extends LegendEntry {
  readonly x: number;
  readonly y: number;
}

/** What stands above a figure, and how much room it takes. */
interface Head {
  readonly title: readonly string[];
  readonly source: readonly string[];
  readonly legend: readonly PlacedEntry[];
  readonly height: number;
}

function headOf(context: CanvasRenderingContext2D, { title, source, legend, font }: Figure, width: number): Head {
  context.font = titleFont(font);
  const titleLines = wrapped(context, title, width);
  context.font = textFont(font);
  const sourceLines = wrapped(context, source, width);
  const top = titleLines.length * TITLE_LINE + sourceLines.length * SOURCE_LINE;
  const entries: PlacedEntry[] = [];
  let [x, y] = [0, top];
  for (const entry of legend) {
    const room = LEGEND_SAMPLE + 6 + context.measureText(entry.label).width;
    if (x > 0 && x + room > width) [x, y] = [0, y + LEGEND_LINE];
    entries.push({ ...entry, x, y });
    x += room + MARGIN;
  }
  const height = (entries.length === 0 ? top : y + LEGEND_LINE) + HEAD_GAP;
  return { title: titleLines, source: sourceLines, legend: entries, height };
}

/** A text in lines that are no wider than this, broken between words. */
function wrapped(context: CanvasRenderingContext2D, text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line === undefined || context.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

const titleFont = (font: string): string => `600 14px ${font}`;
const textFont = (font: string): string => `12px ${font}`;

function paintHead(
  context: CanvasRenderingContext2D,
  { colours, font }: Figure,
  { title, source, legend }: Head,
): void {
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.fillStyle = colours.ink;
  context.font = titleFont(font);
  title.forEach((line, place) => context.fillText(line, 0, place * TITLE_LINE));
  context.fillStyle = colours.inkSoft;
  context.font = textFont(font);
  source.forEach((line, place) => context.fillText(line, 0, title.length * TITLE_LINE + place * SOURCE_LINE));
  for (const { label, colour, dashed, x, y } of legend) {
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.setLineDash(dashed ? [5, 4] : []);
    context.beginPath();
    context.moveTo(x, y + 6);
    context.lineTo(x + LEGEND_SAMPLE, y + 6);
    context.stroke();
    context.fillText(label, x + LEGEND_SAMPLE + 6, y);
  }
  context.setLineDash([]);
}

/** Of a drawing that does not name its axes itself: beside and below it. */
function paintAxisTitles(
  context: CanvasRenderingContext2D,
  { width, height, colours, font }: Figure,
  axes: NonNullable<Figure['axes']>,
): void {
  context.save();
  context.fillStyle = colours.inkSoft;
  context.font = textFont(font);
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  context.fillText(axes.x, AXIS_LINE + width / 2, height + AXIS_LINE);
  context.textBaseline = 'top';
  context.translate(0, height / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(axes.y, 0, 0);
  context.restore();
}

async function bytesOf(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (blob === null) throw new Error('No picture can be made of the chart: it may be too large.');
  return new Uint8Array(await blob.arrayBuffer());
}
