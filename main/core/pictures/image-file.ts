import type { Size } from '../../../contract/picture.ts';

/** What is read of an image file without decoding it. */
export interface ImageFile extends Size {
  readonly type: 'image/png' | 'image/jpeg';
  /** It says where, when or with what it was made, or carries other words. */
  readonly annotated: boolean;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_NOTES: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME']);

/** Reads the frame of a PNG or a JPEG; null for anything else, and for what is not whole. Never throws. */
export function readImageFile(bytes: Buffer): ImageFile | null {
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return readPng(bytes);
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? readJpeg(bytes) : null;
}

/** Chunks of length, name, data and checksum: the header first, the end last, nothing behind it. */
function readPng(bytes: Buffer): ImageFile | null {
  let size: Size | null = null;
  let annotated = false;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const next = at + 12 + length;
    if (next > bytes.length || (size === null) !== (name === 'IHDR')) return null;
    if (name === 'IHDR') {
      if (length !== 13) return null;
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    }
    annotated ||= PNG_NOTES.has(name);
    if (name === 'IEND') {
      return size === null || next !== bytes.length
        ? null
        : { type: 'image/png', ...size, annotated };
    }
    at = next;
  }
  return null;
}

/** Segments of marker and length, up to the scan, behind which the picture itself stands. */
function readJpeg(bytes: Buffer): ImageFile | null {
  if (bytes.at(-2) !== 0xff || bytes.at(-1) !== 0xd9) return null;
  let size: Size | null = null;
  let annotated = false;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const length = bytes.readUInt16BE(at + 2);
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length) return null;
    if (isFrame(marker)) {
      if (length < 8) return null;
      size = { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    }
    annotated ||= isNote(marker, bytes.toString('latin1', at + 4, Math.min(at + 10, next)));
    if (marker === 0xda) return size === null ? null : { type: 'image/jpeg', ...size, annotated };
    at = next;
  }
  return null;
}

/** SOF0 to SOF15, less the three of that range which are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** APP1 (EXIF, XMP), APP13 (IPTC) and comments. Colour profiles, in APP2, tell of nobody. */
function isNote(marker: number, beginning: string): boolean {
  if (marker === 0xe1 || marker === 0xed || marker === 0xfe) return true;
  return beginning.startsWith('Exif');
}
