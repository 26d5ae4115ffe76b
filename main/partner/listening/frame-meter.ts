/** Samples of a frame: 10 ms at 24 kHz. */
export const FRAME = 240;

/** What a frame tells: its level in dB under full scale, smoothed, and, when asked, whether it has a pitch. */
export interface FrameMeasure {
  readonly level: number;
  voiced(): boolean;
}

const RATE = 24_000;
const SMOOTHED_FRAMES = 3;
/** Every third sample is enough for a pitch: 8 kHz. */
const DECIMATION = 3;
const PITCH_WINDOW = 320;
const SHORTEST_LAG = 20;
const LONGEST_LAG = 114;
/** Likeness of the signal to itself one period later: speech in 10 dB of noise has more, noise less. */
const LEAST_PERIODICITY = 0.45;

/** Measures frame after frame of a band-passed signal, 150 to 3,800 Hz. */
export class FrameMeter {
  readonly #filters = [new Biquad('high', 150), new Biquad('low', 3800), new Biquad('low', 3800)];
  readonly #powers: number[] = [];
  readonly #history = new Float64Array(PITCH_WINDOW + LONGEST_LAG);

  measure(frame: Int16Array): FrameMeasure {
    let power = 0;
    this.#history.copyWithin(0, FRAME / DECIMATION);
    const fresh = this.#history.length - FRAME / DECIMATION;
    for (let i = 0; i < FRAME; i++) {
      let value = (frame[i] ?? 0) / 32_768;
      for (const filter of this.#filters) value = filter.next(value);
      power += value * value;
      if (i % DECIMATION === 0) this.#history[fresh + i / DECIMATION] = value;
    }
    this.#powers.push(power / FRAME);
    if (this.#powers.length > SMOOTHED_FRAMES) this.#powers.shift();
    const mean = this.#powers.reduce((sum, value) => sum + value, 0) / this.#powers.length;
    return {
      level: 10 * Math.log10(mean + 1e-12),
      voiced: () => periodicity(this.#history) > LEAST_PERIODICITY,
    };
  }
}

/** The greatest normalised autocorrelation over the lags of a voice, 70 to 400 Hz. */
function periodicity(signal: Float64Array): number {
  let greatest = 0;
  for (let lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
    let cross = 0;
    let now = 1e-12;
    let before = 1e-12;
    for (let i = LONGEST_LAG; i < signal.length; i++) {
      const a = signal[i] ?? 0;
      const b = signal[i - lag] ?? 0;
      cross += a * b;
      now += a * a;
      before += b * b;
    }
    greatest = Math.max(greatest, cross / Math.sqrt(now * before));
  }
  return greatest;
}

/** A second-order Butterworth filter (R. Bristow-Johnson's cookbook, Q = 0.707). */
class Biquad {
  readonly #b: readonly [number, number, number];
  readonly #a: readonly [number, number];
  #x1 = 0;
  #x2 = 0;
  #y1 = 0;
  #y2 = 0;

  constructor(kind: 'high' | 'low', frequency: number) {
    const angle = (2 * Math.PI * frequency) / RATE;
    const cosine = Math.cos(angle);
    const alpha = Math.sin(angle) / Math.SQRT2;
    const outer = (kind === 'low' ? 1 - cosine : 1 + cosine) / 2 / (1 + alpha);
    this.#b = [outer, kind === 'low' ? 2 * outer : -2 * outer, outer];
    this.#a = [(-2 * cosine) / (1 + alpha), (1 - alpha) / (1 + alpha)];
  }

  next(x: number): number {
    const y =
      this.#b[0] * x +
      this.#b[1] * this.#x1 +
      this.#b[2] * this.#x2 -
      this.#a[0] * this.#y1 -
      this.#a[1] * this.#y2;
    this.#x2 = this.#x1;
    this.#x1 = x;
    this.#y2 = this.#y1;
    this.#y1 = y;
    return y;
  }
}
