import { pictureSize } from './picture-size';
import type { SquarePicture } from './prepare-image';

/** Larger pictures are made so large first: no network here sees a tenth of it. */
const MOST_SIDE = 1024;
/** Of a file, and of the picture in it: 50 megapixels decode to 200 MB. */
const MOST_BYTES = 64 * 2 ** 20;
const MOST_PIXELS = 50_000_000;

/**
 * Decodes a PNG or JPEG file of the person's own, in this window, and cuts it to its middle. Where it is transparent it
 * becomes white. Its size is judged by its header, before anything is decoded.
 * @returns null where it is no such picture, or one too large
 */
export async function readPicture(file: Blob): Promise<SquarePicture | null> {
  if (file.size > MOST_BYTES) return null;
  const size = pictureSize(new Uint8Array(await file.arrayBuffer()));
  if (size === null || size.width * size.height > MOST_PIXELS) return null;
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return null;
  }
  const cut = Math.min(bitmap.width, bitmap.height);
  const side = Math.min(cut, MOST_SIDE);
  const context = new OffscreenCanvas(side, side).getContext('2d');
  if (context === null) return null;
  context.fillStyle = 'white';
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, (bitmap.width - cut) / 2, (bitmap.height - cut) / 2, cut, cut, 0, 0, side, side);
  bitmap.close();
  return { side, rgba: context.getImageData(0, 0, side, side).data };
}
