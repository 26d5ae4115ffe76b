import { BANDS, type MelSpectrum } from './mel-spectrum.ts';

/** Cepstra c0–c9 and their slopes. */
export const DIMENSIONS = 20;
const COEFFICIENTS = 10;
/** Frames on either side over which a slope is taken. */
const SLOPE_REACH = 2;
/** Nepers: 35 dB in natural logarithms of power. */
const FLOOR_DEPTH = (35 / 10) * Math.LN10;

/** `frames` unit vectors of `DIMENSIONS`, one each 20 ms. */
export interface Features {
  readonly frames: number;
  readonly vectors: Float32Array;
}

const cosineTable = Float64Array.from({ length: COEFFICIENTS * BANDS }, (_, i) => {
  const order = Math.floor(i / BANDS);
  return Math.cos((Math.PI * order * ((i % BANDS) + 0.5)) / BANDS);
});

/**
 * What two utterances are compared by. `noise`, a power for each band, is added first, so that a clean
 * template sounds as if it had been said where the test was. Mean and variance are those of the utterance.
 */
export function cepstra(mel: MelSpectrum, noise?: Float32Array): Features {
  const rows = new Float64Array(mel.frames * DIMENSIONS);
  fillCepstra(rows, logarithms(mel, noise));
  normalise(rows, 0, COEFFICIENTS);
  fillSlopes(rows);
  normalise(rows, COEFFICIENTS, DIMENSIONS);
  return pairs(rows);
}

function logarithms({ power }: MelSpectrum, noise: Float32Array | undefined): Float64Array {
  const logs = new Float64Array(power.length);
  let peak = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < power.length; i++) {
    const value = Math.log((power[i] ?? 0) + (noise?.[i % BANDS] ?? 0) + 1e-3);
    logs[i] = value;
    if (value > peak) peak = value;
  }
  const floor = peak - FLOOR_DEPTH;
  for (let i = 0; i < logs.length; i++) logs[i] = Math.max(logs[i] ?? 0, floor);
  return logs;
}

function fillCepstra(rows: Float64Array, logs: Float64Array): void {
  for (let row = 0, at = 0; row < rows.length; row += DIMENSIONS, at += BANDS) {
    for (let order = 0; order < COEFFICIENTS; order++) {
      let sum = 0;
      const table = order * BANDS;
      for (let band = 0; band < BANDS; band++) {
        sum += (logs[at + band] ?? 0) * (cosineTable[table + band] ?? 0);
      }
      rows[row + order] = sum;
    }
  }
}

function fillSlopes(rows: Float64Array): void {
  const last = rows.length - DIMENSIONS;
  for (let row = 0; row <= last; row += DIMENSIONS) {
    for (let order = 0; order < COEFFICIENTS; order++) {
      let slope = 0;
      for (let step = 1; step <= SLOPE_REACH; step++) {
        const after = rows[Math.min(last, row + step * DIMENSIONS) + order] ?? 0;
        const before = rows[Math.max(0, row - step * DIMENSIONS) + order] ?? 0;
        slope += step * (after - before);
      }
      rows[row + COEFFICIENTS + order] = slope;
    }
  }
}

/** Gives each column mean 0 and variance 1. */
function normalise(rows: Float64Array, first: number, end: number): void {
  const frames = rows.length / DIMENSIONS;
  for (let column = first; column < end; column++) {
    let sum = 0;
    let squares = 0;
    for (let at = column; at < rows.length; at += DIMENSIONS) {
      const value = rows[at] ?? 0;
      sum += value;
      squares += value * value;
    }
    const mean = sum / frames;
    const deviation = Math.sqrt(Math.max(squares / frames - mean * mean, 1e-8));
    for (let at = column; at < rows.length; at += DIMENSIONS) {
      rows[at] = ((rows[at] ?? 0) - mean) / deviation;
    }
  }
}

/** Averages pairs of frames and gives each the length one, so that a cosine is a dot product. */
function pairs(rows: Float64Array): Features {
  const frames = Math.floor(rows.length / DIMENSIONS / 2);
  const vectors = new Float32Array(frames * DIMENSIONS);
  for (let frame = 0; frame < frames; frame++) {
    const source = frame * 2 * DIMENSIONS;
    let squares = 1e-12;
    for (let i = 0; i < DIMENSIONS; i++) {
      const value = (rows[source + i] ?? 0) + (rows[source + DIMENSIONS + i] ?? 0);
      vectors[frame * DIMENSIONS + i] = value;
      squares += value * value;
    }
    const length = Math.sqrt(squares);
    for (let at = frame * DIMENSIONS; at < (frame + 1) * DIMENSIONS; at++) {
      vectors[at] = (vectors[at] ?? 0) / length;
    }
  }
  return { frames, vectors };
}
