import { DIMENSIONS, type Features } from './cepstra.ts';

/** Part of the longer utterance by which the path may stray from the straight line. */
const BAND = 0.15;
/** Every step, diagonal or not, costs two: a path that lingers pays for it. */
const STEP = 2;

/**
 * Dynamic time warping of cosine distances, from both beginnings to both ends. 0 is the same
 * sound and about 1 is no likeness; an empty utterance is infinitely far.
 */
export function warpedDistance(a: Features, b: Features): number {
  if (a.frames === 0 || b.frames === 0) return Number.POSITIVE_INFINITY;
  const slope = b.frames / a.frames;
  const reach = Math.max(BAND * Math.max(a.frames, b.frames), slope, 2);
  let above = new Float64Array(b.frames + 1).fill(Number.POSITIVE_INFINITY);
  let row = new Float64Array(b.frames + 1).fill(Number.POSITIVE_INFINITY);
  // The first cell is entered from here, diagonally.
  above[0] = 0;
  for (let i = 0; i < a.frames; i++) {
    const from = Math.max(0, Math.floor(i * slope - reach));
    const to = Math.min(b.frames - 1, Math.ceil((i + 1) * slope + reach));
    row.fill(Number.POSITIVE_INFINITY);
    for (let j = from; j <= to; j++) {
      const least = Math.min(above[j] ?? 0, above[j + 1] ?? 0, row[j] ?? 0);
      row[j + 1] = least + STEP * cosineDistance(a, i, { b, j });
    }
    [above, row] = [row, above];
  }
  return (above[b.frames] ?? 0) / (a.frames + b.frames);
}

function cosineDistance(a: Features, i: number, { b, j }: { b: Features; j: number }): number {
  // Two sums, so that one multiplication need not wait for the other.
  let even = 0;
  let odd = 0;
  const first = i * DIMENSIONS;
  const second = j * DIMENSIONS;
  for (let k = 0; k < DIMENSIONS; k += 2) {
    even += (a.vectors[first + k] ?? 0) * (b.vectors[second + k] ?? 0);
    odd += (a.vectors[first + k + 1] ?? 0) * (b.vectors[second + k + 1] ?? 0);
  }
  return 1 - even - odd;
}
