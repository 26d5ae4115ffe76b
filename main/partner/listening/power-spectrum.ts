/** Samples a second that the recogniser works at. */
export const ANALYSIS_RATE = 16_000;
/** Bins of one frame: 0 to 8,000 Hz. */
export const BINS = 257;
/** Samples from one frame to the next: 10 ms. */
const HOP = 160;
const WINDOW = 400;
const SIZE = 512;
const PRE_EMPHASIS = 0.97;

/** Short-time power: `frames` rows of `BINS`, of 25 ms each, pre-emphasised. */
export interface PowerSpectrum {
  readonly frames: number;
  readonly power: Float32Array;
}

const hamming = Float64Array.from(
  { length: WINDOW },
  (_, i) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (WINDOW - 1)),
);
const cosines = Float64Array.from({ length: SIZE / 2 }, (_, i) =>
  Math.cos((2 * Math.PI * i) / SIZE),
);
const sines = Float64Array.from(
  { length: SIZE / 2 },
  (_, i) => -Math.sin((2 * Math.PI * i) / SIZE),
);
const reversed = Uint16Array.from({ length: SIZE }, (_, i) => {
  let result = 0;
  for (let bit = 1, rest = i; bit < SIZE; bit <<= 1, rest >>= 1)
    result = (result << 1) | (rest & 1);
  return result;
});

/** The power spectrum of 16 kHz samples; shorter than one frame gives none. */
export function powerSpectrum(samples: Int16Array): PowerSpectrum {
  const frames = Math.max(0, Math.floor((samples.length - WINDOW) / HOP) + 1);
  const power = new Float32Array(frames * BINS);
  const real = new Float64Array(SIZE);
  const imaginary = new Float64Array(SIZE);
  // Two real frames ride in one complex transform.
  for (let frame = 0; frame < frames; frame += 2) {
    load(real, samples, frame * HOP);
    if (frame + 1 < frames) load(imaginary, samples, (frame + 1) * HOP);
    else imaginary.fill(0);
    transform(real, imaginary);
    separate({ real, imaginary }, power, frame * BINS);
  }
  return { frames, power };
}

function load(target: Float64Array, samples: Int16Array, start: number): void {
  target.fill(0);
  for (let i = 0; i < WINDOW; i++) {
    const before = samples[start + i - 1] ?? 0;
    const value = (samples[start + i] ?? 0) - PRE_EMPHASIS * before;
    target[reversed[i] ?? 0] = value * (hamming[i] ?? 0);
  }
}

/** Radix-2 in place, on input in bit-reversed order. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  for (let half = 1; half < SIZE; half <<= 1) {
    const stride = SIZE / 2 / half;
    for (let block = 0; block < SIZE; block += half * 2) {
      for (let i = 0; i < half; i++) {
        const a = block + i;
        const b = a + half;
        const c = cosines[i * stride] ?? 0;
        const s = sines[i * stride] ?? 0;
        const re = (real[b] ?? 0) * c - (imaginary[b] ?? 0) * s;
        const im = (real[b] ?? 0) * s + (imaginary[b] ?? 0) * c;
        real[b] = (real[a] ?? 0) - re;
        imaginary[b] = (imaginary[a] ?? 0) - im;
        real[a] = (real[a] ?? 0) + re;
        imaginary[a] = (imaginary[a] ?? 0) + im;
      }
    }
  }
}

/** The powers of the two real signals; a second one past the end is not written. */
function separate(
  { real, imaginary }: { real: Float64Array; imaginary: Float64Array },
  power: Float32Array,
  offset: number,
): void {
  for (let bin = 0; bin < BINS; bin++) {
    const mirror = (SIZE - bin) % SIZE;
    const re = real[bin] ?? 0;
    const im = imaginary[bin] ?? 0;
    const mirrorRe = real[mirror] ?? 0;
    const mirrorIm = imaginary[mirror] ?? 0;
    power[offset + bin] = ((re + mirrorRe) ** 2 + (im - mirrorIm) ** 2) / 4;
    if (offset + BINS >= power.length) continue;
    power[offset + BINS + bin] = ((im + mirrorIm) ** 2 + (re - mirrorRe) ** 2) / 4;
  }
}
