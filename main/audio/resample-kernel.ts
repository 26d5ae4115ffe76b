/** A polyphase low-pass: `weights` holds `phases` rows of `taps`, each row summing to one. */
export interface Kernel {
  readonly taps: number;
  readonly phases: number;
  readonly weights: Float64Array;
  /** Input samples that one output sample advances. */
  readonly step: number;
  /** Input samples that a row reaches to either side. */
  readonly reach: number;
}

/** Zero crossings of the sinc on either side of its centre. */
const CROSSINGS = 16;
/** Kaiser's shape parameter: about 80 dB of stop-band attenuation. */
const SHAPE = 8;
/** Part of the lower Nyquist frequency at which the response is halved. */
const ROLL_OFF = 0.95;
/** Rates with a larger common denominator use the nearest of this many phases. */
const MOST_PHASES = 2048;
const KEPT_KERNELS = 8;

const kernels = new Map<string, Kernel>();

/** The kernel that takes `from` to `to` Hz; the eight used last are kept. */
export function kernelFor(from: number, to: number): Kernel {
  const key = `${from}>${to}`;
  const kernel = kernels.get(key) ?? buildKernel(from, to);
  kernels.delete(key);
  kernels.set(key, kernel);
  const oldest = kernels.keys().next().value;
  if (kernels.size > KEPT_KERNELS && oldest !== undefined) kernels.delete(oldest);
  return kernel;
}

function buildKernel(from: number, to: number): Kernel {
  const phases = Math.min(to / greatestCommonDivisor(from, to), MOST_PHASES);
  const cutoff = ROLL_OFF * Math.min(1, to / from);
  const half = Math.ceil(CROSSINGS / Math.min(1, to / from));
  const taps = half * 2;
  const weights = new Float64Array(phases * taps);
  for (let phase = 0; phase < phases; phase++) {
    const row = weights.subarray(phase * taps, (phase + 1) * taps);
    fillRow(row, phase / phases, cutoff);
  }
  return { taps, phases, weights, step: from / to, reach: half + 1 };
}

function fillRow(row: Float64Array, fraction: number, cutoff: number): void {
  const half = row.length / 2;
  let sum = 0;
  for (let tap = 0; tap < row.length; tap++) {
    const distance = tap - half + 1 - fraction;
    const value = sinc(distance * cutoff) * kaiser(distance / half);
    row[tap] = value;
    sum += value;
  }
  for (let tap = 0; tap < row.length; tap++) row[tap] = (row[tap] ?? 0) / sum;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(SHAPE * Math.sqrt(1 - x * x)) / bessel(SHAPE);
}

/** Modified Bessel function of the first kind, order zero, by its power series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
