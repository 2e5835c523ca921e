import { toScreen, type PlanePoints, type PlaneView, type ScreenSize } from '../../charts/plane';
import type { SpriteSheet } from './sprite-sheet';

/** How a point looks. A cross is told from a dot by those who see colours differently. */
export interface PointLook {
  readonly colour: string;
  readonly mark: 'dot' | 'cross';
  /** Not one of those that are looked at. */
  readonly isFaint: boolean;
}

export interface PaintedEmbedding {
  readonly points: PlanePoints;
  readonly view: PlaneView;
  readonly size: ScreenSize;
  readonly lookOf: (index: number) => PointLook;
  /** Null where points are drawn as marks. */
  readonly sprites: SpriteSheet | null;
  /** Of an image on the screen. */
  readonly spriteSide: number;
  /** Ringed, on top of the others. */
  readonly chosen: number | null;
  /** Ringed more thinly. */
  readonly near: readonly number[];
  readonly ink: string;
  readonly background: string;
}

const RADIUS = 3.5;
const FAINT = 0.13;

/** Draws the points that are on the screen, the faint ones first. */
export function paintEmbedding(context: CanvasRenderingContext2D, embedding: PaintedEmbedding): void {
  const { points, size, background } = embedding;
  context.fillStyle = background;
  context.fillRect(0, 0, size.width, size.height);
  const all = Array.from({ length: points.x.length }, (_, index) => index);
  for (const isFaint of [true, false]) {
    context.globalAlpha = isFaint ? FAINT : 1;
    for (const index of all) {
      const look = embedding.lookOf(index);
      if (look.isFaint === isFaint) paintPoint(context, embedding, index, look);
    }
  }
  context.globalAlpha = 1;
  context.strokeStyle = embedding.ink;
  for (const index of embedding.near) ring(context, embedding, index, 1.25);
  if (embedding.chosen !== null) ring(context, embedding, embedding.chosen, 2.5);
}

function paintPoint(
  context: CanvasRenderingContext2D,
  { points, view, size, sprites, spriteSide }: PaintedEmbedding,
  index: number,
  { colour, mark, isFaint }: PointLook,
): void {
  const { x, y } = toScreen(points, index, view);
  if (x < -spriteSide || y < -spriteSide || x > size.width + spriteSide || y > size.height + spriteSide) return;
  if (sprites !== null && !isFaint && sprites.draw(context, index, x, y, spriteSide)) {
    context.strokeStyle = colour;
    context.lineWidth = mark === 'cross' ? 2.5 : 1.5;
    context.strokeRect(x - spriteSide / 2, y - spriteSide / 2, spriteSide, spriteSide);
    return;
  }
  if (mark === 'dot') {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x, y, RADIUS, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x - RADIUS, y - RADIUS);
  context.lineTo(x + RADIUS, y + RADIUS);
  context.moveTo(x + RADIUS, y - RADIUS);
  context.lineTo(x - RADIUS, y + RADIUS);
  context.stroke();
}

function ring(
  context: CanvasRenderingContext2D,
  { points, view, sprites, spriteSide }: PaintedEmbedding,
  index: number,
  width: number,
): void {
  const { x, y } = toScreen(points, index, view);
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, sprites === null ? RADIUS + 4 : spriteSide * 0.75, 0, 2 * Math.PI);
  context.stroke();
}
