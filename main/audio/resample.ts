import { Failure } from '../../contract/failure.ts';
import { type Kernel, kernelFor } from './resample-kernel.ts';

const HIGHEST_RATE = 768_000;

/**
 * Resamples a whole mono utterance by a Kaiser-windowed sinc (pass band to 90 % of the lower Nyquist
 * frequency). Floats run from -1 to 1; what lies outside is clipped, what is not finite is silence.
 * Gives `round(length × to / from)` samples. Throws `invalid_input` on a rate outside 1–768,000 Hz.
 */
export function resample(
  samples: Float32Array | Int16Array,
  from: number,
  to: number,
): Int16Array<ArrayBuffer> {
  requireRate(from);
  requireRate(to);
  const scale = samples instanceof Int16Array ? 1 : 32_768;
  if (from === to) return Int16Array.from(samples, (value) => clip(value * scale));
  const kernel = kernelFor(from, to);
  return convolve(pad(samples, scale, kernel.reach), samples.length, kernel);
}

function requireRate(rate: number): void {
  if (Number.isInteger(rate) && rate >= 1 && rate <= HIGHEST_RATE) return;
  throw Failure.invalidInput(`${rate} Hz is not a sample rate that can be converted.`);
}

function clip(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value))) || 0;
}

/** Silence on both sides, so that the inner loop needs no bounds. */
function pad(samples: Float32Array | Int16Array, scale: number, reach: number): Float64Array {
  const padded = new Float64Array(samples.length + 2 * reach + 4);
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i] ?? 0;
    padded[reach + i] = Number.isFinite(value) ? value * scale : 0;
  }
  return padded;
}

function convolve(padded: Float64Array, length: number, kernel: Kernel): Int16Array<ArrayBuffer> {
  const { taps, phases, weights, step, reach } = kernel;
  const output = new Int16Array(Math.round(length / step));
  for (let i = 0; i < output.length; i++) {
    const position = i * step;
    let whole = Math.floor(position);
    let phase = Math.round((position - whole) * phases);
    if (phase === phases) {
      phase = 0;
      whole++;
    }
    let start = whole + 1 + (reach - taps / 2);
    // Two sums, so that one multiplication need not wait for the other; taps are even.
    let even = 0;
    let odd = 0;
    const end = (phase + 1) * taps;
    for (let tap = phase * taps; tap < end; tap += 2) {
      even += (weights[tap] ?? 0) * (padded[start] ?? 0);
      odd += (weights[tap + 1] ?? 0) * (padded[start + 1] ?? 0);
      start += 2;
    }
    output[i] = clip(even + odd);
  }
  return output;
}
