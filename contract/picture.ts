import { z } from 'zod';

/** The longest side that a picture is sent with (pixels): more costs tokens and shows little more. */
export const PICTURE_SIDE = 1024;
/** The longest side of what stands in the transcript (pixels). */
export const THUMBNAIL_SIDE = 240;
/** Bytes of a picture as it is sent, and of what stands for it in the transcript. */
export const MOST_PICTURE_BYTES = 2 * 1024 * 1024;
export const MOST_THUMBNAIL_BYTES = 24 * 1024;

/** Characters of a data URL that holds so many bytes. */
function urlLength(bytes: number): number {
  return 4 * Math.ceil(bytes / 3) + 'data:image/jpeg;base64,'.length;
}

export const thumbnailSchema = z
  .string()
  .max(urlLength(MOST_THUMBNAIL_BYTES))
  .startsWith('data:image/');

/** A picture that the learner shows, as data URLs of JPEG or PNG, already made small by the page. */
export const shownPictureSchema = z.strictObject({
  image: z.string().max(urlLength(MOST_PICTURE_BYTES)).startsWith('data:image/'),
  thumbnail: thumbnailSchema,
});
export type ShownPicture = z.infer<typeof shownPictureSchema>;

const pixels = z.number().int().positive();

/** A picture in the transcript. */
export const pictureViewSchema = z.strictObject({
  /** Null once too many others came after it. */
  thumbnail: thumbnailSchema.nullable(),
  width: pixels,
  height: pixels,
});
export type PictureView = z.infer<typeof pictureViewSchema>;

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** `size` made to fit into a square of `side`; what is small enough stays as it is. */
export function fitInto({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  const scaled = (length: number): number => Math.max(1, Math.round(length * scale));
  return { width: scaled(width), height: scaled(height) };
}

/**
 * Whether a model takes pictures. `unknown`: it may be tried. After the price list of November 2026,
 * which has image tokens for these, and none for those that translate or transcribe.
 */
export function takesPictures({
  kind,
  model,
}: {
  readonly kind: 'partner' | 'openai' | 'custom';
  readonly model: string;
}): 'yes' | 'no' | 'unknown' {
  if (kind === 'partner') return 'no';
  if (/^gpt-realtime-(whisper|translate)/.test(model)) return 'no';
  if (/^gpt-4o(-mini)?-realtime/.test(model)) return 'no';
  return /^gpt-realtime(-|$)/.test(model) ? 'yes' : 'unknown';
}

const TILE = 512;
const TILED_SIDE = 768;
const BASE_TOKENS = 85;
const TOKENS_A_TILE = 170;

/**
 * About how many tokens a picture costs each time that it is billed; null where no rule is known.
 * The rule is the one that OpenAI publishes for tiled models (the shorter side brought down to 768
 * pixels, 85 tokens and 170 for each tile of 512): for Realtime models none is published by name.
 */
export function pictureTokens(size: Size, model: string): number | null {
  if (takesPictures({ kind: 'openai', model }) !== 'yes') return null;
  const scale = Math.min(1, TILED_SIDE / Math.min(size.width, size.height));
  const tiles = (length: number): number => Math.ceil(Math.round(length * scale) / TILE);
  return BASE_TOKENS + TOKENS_A_TILE * tiles(size.width) * tiles(size.height);
}
