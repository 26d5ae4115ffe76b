import { BANDS, type MelSpectrum } from './mel-spectrum.ts';

/** Cepstra c0–c9 and their slopes. */
export const DIMENSIONS = 20;
const COEFFICIENTS = 10;
/** Frames on either side over which a slope is taken. */
const SLOPE_REACH = 2;
/** Nepers: 35 dB in natural logarithms of power. */
const FLOOR_DEPTH = (35 / 10) * Math.LN10;

/** Keeps digital silence finite. */
const LEAST_POWER = 1e-3;

/** `frames` unit vectors of `DIMENSIONS`, one each 20 ms. */
export interface Features {
  readonly frames: number;
  readonly vectors: Float64Array;
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
  const sums = new Float32Array(power.length);
  for (let at = 0; at < sums.length; at += BANDS) {
    for (let band = 0; band < BANDS; band++) {
      sums[at + band] = (power[at + band] ?? 0) + (noise?.[band] ?? 0) + LEAST_POWER;
    }
  }
  const logs = approximateLogarithms(sums);
  let peak = Number.NEGATIVE_INFINITY;
  for (const value of logs) if (value > peak) peak = value;
  const floor = peak - FLOOR_DEPTH;
  for (let i = 0; i < logs.length; i++) logs[i] = Math.max(logs[i] ?? 0, floor);
  return logs;
}

/**
 * Natural logarithms within 0.006 of positive floats: their exponent, and a parabola through the
 * mantissa. A tenth of a decision's time less than Math.log.
 */
function approximateLogarithms(values: Float32Array<ArrayBuffer>): Float64Array {
  const bits = new Int32Array(values.buffer);
  const logs = new Float64Array(values.length);
  for (let i = 0; i < logs.length; i++) {
    const word = bits[i] ?? 0;
    const mantissa = (word & 0x7f_ffff) / 0x80_0000;
    logs[i] = Math.LN2 * ((word >> 23) - 127 + mantissa + 0.3437 * mantissa * (1 - mantissa));
  }
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
  const vectors = new Float64Array(frames * DIMENSIONS);
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
