import { inflateSync } from 'node:zlib';

/** Pixels of four bytes: red, green, blue, alpha. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const BYTES = 4;

/** Decodes a PNG of 8 bits a channel with alpha, not interlaced. Throws on any other kind. */
export function readPng(file: Buffer): Picture {
  const chunks = chunksOf(file);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined || header[8] !== 8 || header[9] !== 6 || header[12] !== 0)
    throw new Error('not a PNG of 8-bit RGBA');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  return { width, height, pixels: unfilter(inflateSync(Buffer.concat(packed)), width * BYTES) };
}

function chunksOf(file: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

// Each row begins with the filter it was written through (PNG specification, 9.2).
function unfilter(raw: Buffer, rowBytes: number): Uint8Array {
  const rows = raw.length / (rowBytes + 1);
  const pixels = new Uint8Array(rows * rowBytes);
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 ? 0 : (pixels[row * rowBytes + column] ?? 0);
  for (let row = 0; row < rows; row += 1) {
    const filter = raw[row * (rowBytes + 1)] ?? 0;
    for (let column = 0; column < rowBytes; column += 1) {
      const value = raw[row * (rowBytes + 1) + 1 + column] ?? 0;
      const left = at(row, column - BYTES);
      const above = at(row - 1, column);
      const corner = column < BYTES ? 0 : at(row - 1, column - BYTES);
      pixels[row * rowBytes + column] = value + predicted(filter, { left, above, corner });
    }
  }
  return pixels;
}

interface Neighbours {
  readonly left: number;
  readonly above: number;
  readonly corner: number;
}

function predicted(filter: number, { left, above, corner }: Neighbours): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const guess = left + above - corner;
  const distances = [left, above, corner].map((value) => Math.abs(guess - value));
  const nearest = distances.indexOf(Math.min(...distances));
  return [left, above, corner][nearest] ?? 0;
}
