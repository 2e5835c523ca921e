import type { Picture } from '../../bridge/useImagesStore';

/** Images beside each other on one hidden canvas: thousands are drawn from it in a frame. */
export interface SpriteSheet {
  /** Adds an image, where it is not on the sheet already. @param place of the point that it belongs to */
  readonly add: (place: number, picture: Picture) => void;
  /** Draws the image of a point as a square. Says whether it is on the sheet. */
  readonly draw: (context: CanvasRenderingContext2D, place: number, x: number, y: number, side: number) => boolean;
}

/** @param count of images; each as large as the first that is added */
export function createSpriteSheet(count: number): SpriteSheet {
  const columns = Math.max(1, Math.ceil(Math.sqrt(count)));
  const sheet = document.createElement('canvas');
  const context = sheet.getContext('2d');
  const known = new Set<number>();
  let [width, height] = [0, 0];
  const left = (place: number): number => (place % columns) * width;
  const top = (place: number): number => Math.floor(place / columns) * height;

  return {
    add: (place, picture) => {
      if (context === null || known.has(place)) return;
      if (width === 0) {
        ({ width, height } = picture);
        sheet.width = columns * width;
        sheet.height = Math.ceil(count / columns) * height;
      }
      known.add(place);
      context.putImageData(new ImageData(picture.rgba, picture.width, picture.height), left(place), top(place));
    },
    draw: (target, place, x, y, side) => {
      if (!known.has(place)) return false;
      target.drawImage(sheet, left(place), top(place), width, height, x - side / 2, y - side / 2, side, side);
      return true;
    },
  };
}
