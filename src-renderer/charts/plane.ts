/** Points of a plane, and the part of it that is on the screen. Lengths are pixels; the plane's second axis points up. */
export interface PlanePoints {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** screen x = left + scale × x, screen y = top − scale × y. Both axes alike: distances are what the plane is about. */
export interface PlaneView {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** Between all points and the edge of the screen. */
const MARGIN = 28;
/** Of a fitted view: beyond it there is nothing to see. */
const [SMALLEST_ZOOM, LARGEST_ZOOM] = [0.5, 60] as const;

/** The view that shows every point, in the middle. */
export function fitView({ x, y }: PlanePoints, { width, height }: ScreenSize): PlaneView {
  const [left, right] = rangeOf(x);
  const [bottom, top] = rangeOf(y);
  const scale = Math.min(
    Math.max(1, width - 2 * MARGIN) / spanOf(left, right),
    Math.max(1, height - 2 * MARGIN) / spanOf(bottom, top),
  );
  return {
    scale,
    left: width / 2 - (scale * (left + right)) / 2,
    top: height / 2 + (scale * (bottom + top)) / 2,
  };
}

export function toScreen({ x, y }: PlanePoints, index: number, view: PlaneView): ScreenPoint {
  return { x: view.left + view.scale * (x[index] ?? 0), y: view.top - view.scale * (y[index] ?? 0) };
}

/**
 * Comes nearer or goes away, and leaves what is under a place of the screen where it is.
 * @param fitted the view that shows everything: how near one may come is counted from it
 */
export function zoomAt(view: PlaneView, factor: number, { x, y }: ScreenPoint, fitted: PlaneView): PlaneView {
  const scale = Math.min(LARGEST_ZOOM * fitted.scale, Math.max(SMALLEST_ZOOM * fitted.scale, view.scale * factor));
  const by = scale / view.scale;
  return { scale, left: x - (x - view.left) * by, top: y - (y - view.top) * by };
}

export function panBy(view: PlaneView, across: number, down: number): PlaneView {
  return { ...view, left: view.left + across, top: view.top + down };
}

/** The point nearest to a place of the screen, of two equally near ones the first; null where none is within reach. */
export function nearestPoint(points: PlanePoints, view: PlaneView, place: ScreenPoint, reach: number): number | null {
  let [nearest, least]: [number | null, number] = [null, reach ** 2];
  for (let index = 0; index < points.x.length; index++) {
    const { x, y } = toScreen(points, index, view);
    const distance = (x - place.x) ** 2 + (y - place.y) ** 2;
    if (distance < least || (nearest === null && distance === least)) [nearest, least] = [index, distance];
  }
  return nearest;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The next point in a direction, as an arrow key goes: near, and not too far to either side. Null at the edge. */
export function neighbourTowards(points: PlanePoints, from: number, direction: Direction): number | null {
  let [found, least]: [number | null, number] = [null, Infinity];
  const isAcross = direction === 'left' || direction === 'right';
  const sign = direction === 'left' || direction === 'down' ? -1 : 1;
  for (let index = 0; index < points.x.length; index++) {
    const across = (points.x[index] ?? 0) - (points.x[from] ?? 0);
    const up = (points.y[index] ?? 0) - (points.y[from] ?? 0);
    const [ahead, aside] = isAcross ? [sign * across, Math.abs(up)] : [sign * up, Math.abs(across)];
    if (ahead <= 0 || aside > ahead) continue;
    const cost = ahead + aside;
    if (cost < least) [found, least] = [index, cost];
  }
  return found;
}

/** Points that are equal but for rounding have no width that could be stretched. */
function spanOf(least: number, most: number): number {
  const span = most - least;
  return span > 1e-6 * Math.max(Math.abs(least), Math.abs(most)) ? span : 1;
}

function rangeOf(values: ArrayLike<number>): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of Array.from(values)) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return values.length === 0 ? [0, 0] : [least, most];
}
