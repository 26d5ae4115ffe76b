import { Failure } from '../../../contract/failure.ts';
import {
  fitInto,
  MOST_PICTURE_BYTES,
  MOST_THUMBNAIL_BYTES,
  PICTURE_SIDE,
  type ShownPicture,
  type Size,
  THUMBNAIL_SIDE,
} from '../../../contract/picture.ts';

/** A picture that is ready to be sent. */
export interface ReadyPicture extends ShownPicture, Size {}

/** Files beyond this are not even opened: 40 MB are more than any camera's JPEG has. */
const MOST_FILE_BYTES = 40 * 1024 * 1024;
/** From here on a PNG is made a JPEG: it is a photograph, or as good as one. */
const MOST_PNG_BYTES = 1024 * 1024;
/** JPEG qualities, tried until the bytes are few enough. */
const qualities = [0.85, 0.7, 0.5, 0.3, 0.15];

/**
 * Makes a picture small, and draws it anew: nothing goes along but what can be seen, turned as its
 * camera held it. Throws a `Failure` when it is no picture that this browser can read.
 */
export async function shrinkPicture(file: Blob): Promise<ReadyPicture> {
  if (file.size > MOST_FILE_BYTES) throw unreadable('It is larger than 40 MB.');
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
    (cause: unknown) => {
      throw unreadable('It is no picture that can be read.', cause);
    },
  );
  try {
    const size = fitInto(bitmap, PICTURE_SIDE);
    const image = await imageOf(draw(bitmap, size), file.type === 'image/png');
    const small = draw(bitmap, fitInto(bitmap, THUMBNAIL_SIDE));
    const thumbnail = await dataUrl(await jpegUnder(small, MOST_THUMBNAIL_BYTES));
    return { ...size, image: await dataUrl(image), thumbnail };
  } finally {
    bitmap.close();
  }
}

/** Sharp edges, as of a screen, stay sharp where they do not cost too much. */
async function imageOf(canvas: OffscreenCanvas, wasPng: boolean): Promise<Blob> {
  if (wasPng) {
    const png = await canvas.convertToBlob({ type: 'image/png' });
    if (png.size <= MOST_PNG_BYTES) return png;
  }
  return jpegUnder(canvas, MOST_PICTURE_BYTES);
}

async function jpegUnder(canvas: OffscreenCanvas, bytes: number): Promise<Blob> {
  for (const quality of qualities) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= bytes) return blob;
  }
  throw unreadable('It cannot be made small enough.');
}

function draw(bitmap: ImageBitmap, { width, height }: Size): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw unreadable('This browser cannot draw it.');
  // JPEG knows no transparency, and would make it black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

function dataUrl(blob: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.onload = () => resolve(String(reader.result));
  reader.onerror = () => reject(unreadable('It could not be read.', reader.error));
  reader.readAsDataURL(blob);
  return promise;
}

function unreadable(why: string, cause?: unknown): Failure {
  return new Failure('picture_unreadable', why, { cause });
}
