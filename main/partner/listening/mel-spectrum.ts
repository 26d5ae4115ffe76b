import { ANALYSIS_RATE, BINS, type PowerSpectrum } from './power-spectrum.ts';

/** Mel bands of a frame, 100 to 6,800 Hz. */
export const BANDS = 26;
const LOWEST = 100;
const HIGHEST = 6800;

/** `frames` rows of `BANDS` powers, one each 10 ms. */
export interface MelSpectrum {
  readonly frames: number;
  readonly power: Float32Array;
}

/** One triangle: its weights from bin `from` on. */
interface Band {
  readonly from: number;
  readonly weights: Float32Array;
}

const filterBanks = new Map<number, readonly Band[]>();

/**
 * Mel powers of frames `from` to `to`, as a vocal tract `1 / warp` times as long would have made
 * them: the bands' edges are read at `warp` times their frequency.
 */
export function melSpectrum(
  spectrum: PowerSpectrum,
  { from, to }: { from: number; to: number },
  warp = 1,
): MelSpectrum {
  const bands = filterBank(warp);
  const frames = to - from;
  const power = new Float32Array(frames * BANDS);
  for (let frame = 0; frame < frames; frame++) {
    const row = (from + frame) * BINS;
    for (let index = 0; index < BANDS; index++) {
      const band = bands[index];
      if (band === undefined) continue;
      let sum = 0;
      for (let i = 0; i < band.weights.length; i++) {
        sum += (band.weights[i] ?? 0) * (spectrum.power[row + band.from + i] ?? 0);
      }
      power[frame * BANDS + index] = sum;
    }
  }
  return { frames, power };
}

function filterBank(warp: number): readonly Band[] {
  const known = filterBanks.get(warp);
  if (known !== undefined) return known;
  const bands = Array.from({ length: BANDS }, (_, index) => triangle(index, warp));
  filterBanks.set(warp, bands);
  return bands;
}

function triangle(index: number, warp: number): Band {
  const edge = (offset: number): number =>
    warped(edgeFrequency(index + offset), warp) * ((2 * (BINS - 1)) / ANALYSIS_RATE);
  const [left, centre, right] = [edge(0), edge(1), edge(2)];
  const from = Math.max(0, Math.ceil(left));
  const to = Math.min(BINS - 1, Math.floor(right));
  const weights = Float32Array.from({ length: Math.max(1, to - from + 1) }, (_, i) => {
    const bin = from + i;
    const weight = bin < centre ? (bin - left) / (centre - left) : (right - bin) / (right - centre);
    return Math.max(weight, 0);
  });
  return { from, weights };
}

/** Linear up to where it would leave the spectrum, then straight to the top of the highest band. */
function warped(frequency: number, warp: number): number {
  const knee = (0.85 * HIGHEST) / Math.max(1, warp);
  if (frequency <= knee) return frequency * warp;
  const slope = (HIGHEST - knee * warp) / (HIGHEST - knee);
  return knee * warp + (frequency - knee) * slope;
}

function edgeFrequency(index: number): number {
  const lowest = toMel(LOWEST);
  return fromMel(lowest + ((toMel(HIGHEST) - lowest) * index) / (BANDS + 1));
}

function toMel(frequency: number): number {
  return 1127 * Math.log1p(frequency / 700);
}

function fromMel(mel: number): number {
  return 700 * Math.expm1(mel / 1127);
}
