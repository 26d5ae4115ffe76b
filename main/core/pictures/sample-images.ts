import type { ShownPicture, Size } from '../../../contract/picture.ts';

/** A JPEG in its outer form: frame and markers are real, the picture in it is not. For tests. */
export function sampleJpeg({ width, height }: Size, notes: readonly Buffer[] = []): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...notes,
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 2, 3, 0xff, 0xd9]),
  ]);
}

/** A segment of a JPEG. */
export function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** A PNG in its outer form; checksums are left out. For tests. */
export function samplePng({ width, height }: Size, notes: readonly Buffer[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...notes,
    chunk('IDAT', Buffer.from([1, 2, 3])),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A chunk of a PNG. */
export function chunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(name, 'latin1'), body, Buffer.alloc(4)]);
}

/** `bytes` as a data URL. */
export function dataUrl(type: 'image/png' | 'image/jpeg', bytes: Buffer): string {
  return `data:${type};base64,${bytes.toString('base64')}`;
}

/** A picture as a page shows one. */
export function samplePicture(size: Size = { width: 800, height: 600 }): ShownPicture {
  return {
    image: dataUrl('image/png', samplePng(size)),
    thumbnail: dataUrl('image/jpeg', sampleJpeg({ width: 240, height: 180 })),
  };
}
