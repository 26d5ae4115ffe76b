import { Failure } from '../../../contract/failure.ts';
import {
  MOST_PICTURE_BYTES,
  MOST_THUMBNAIL_BYTES,
  type PictureView,
  type ShownPicture,
} from '../../../contract/picture.ts';
import { type ImageFile, readImageFile } from './image-file.ts';

/** The page sends 1,024 pixels at most; some more is let pass, a bomb is not. */
const LONGEST_SIDE = 2048;
const LONGEST_THUMBNAIL_SIDE = 512;

/** A picture that may be sent: a data URL, and what stands for it in the transcript. */
export interface TakenPicture {
  readonly url: string;
  readonly view: PictureView;
}

const DATA_URL = /^data:(image\/(?:png|jpeg));base64,([A-Za-z0-9+/]+={0,2})$/;

/**
 * Checks a picture that a page shows: a small PNG or JPEG that is what it says, and tells nothing
 * but what can be seen. Throws a `Failure` otherwise.
 */
export function takePicture({ image, thumbnail }: ShownPicture): TakenPicture {
  const { width, height } = check(image, MOST_PICTURE_BYTES, LONGEST_SIDE);
  check(thumbnail, MOST_THUMBNAIL_BYTES, LONGEST_THUMBNAIL_SIDE);
  return { url: image, view: { thumbnail, width, height } };
}

function check(url: string, mostBytes: number, longestSide: number): ImageFile {
  const [, type, base64 = ''] = DATA_URL.exec(url) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  // Base64 that is cut off decodes all the same.
  if (bytes.length === 0 || base64.length % 4 !== 0) throw refused('is not a picture');
  if (bytes.length > mostBytes) throw refused('has too many bytes');
  const file = readImageFile(bytes);
  if (file === null || file.type !== type) throw refused('is neither a PNG nor a JPEG');
  const longest = Math.max(file.width, file.height);
  if (longest > longestSide || Math.min(file.width, file.height) < 1) {
    throw refused('has too many pixels, or none');
  }
  if (file.annotated) throw refused('still says where or how it was made');
  return file;
}

function refused(why: string): Failure {
  return Failure.invalidInput(`What was to be shown ${why}.`);
}
