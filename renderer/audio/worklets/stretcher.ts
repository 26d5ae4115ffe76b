import { SAMPLE_RATE } from './messages.ts';

const MILLISECOND = SAMPLE_RATE / 1000;

/** Lengths that are put in: 7.5 to 15 ms hold one or more periods of any voice above 67 Hz. */
const SHORTEST = 7.5 * MILLISECOND;
const LONGEST = 15 * MILLISECOND;

/** What is compared to find a period: 10 ms. */
const WINDOW = 10 * MILLISECOND;
const HISTORY = LONGEST + WINDOW;

/** How alike two stretches of sound must be before one is put between them. */
const ALIKE = 0.8;

/** Mean square under which a stretch counts as a pause: -46 dB. */
const PAUSE = 0.005 ** 2;

/** Fewer samples to come than this are near their end: then there is no rest between two inserts. */
const NEAR_END = 30 * MILLISECOND;

/** The most that is put in without rest: beyond 100 ms a held sound is odder than a gap. */
const MOST_AT_ONCE = 100 * MILLISECOND;

/** Where the samples to come are looked at without being played. */
export interface Ahead {
  readonly run: number;
  peek(offset: number): number;
}

/**
 * Makes a voice last longer without changing its pitch: repeats whole periods, and lengthens pauses
 * (the "preemptive expand" of WebRTC's NetEQ). What is put in is no sample of the stream.
 */
export class Stretcher {
  readonly #history = new Float32Array(HISTORY);
  readonly #insert = new Float32Array(LONGEST);
  #heard = 0;
  #length = 0;
  #given = 0;
  /** Samples that must be played before the next attempt. */
  #rest = 0;
  /** Samples put in since the last one that was played. */
  #held = 0;

  /** Samples that are waiting to be put in. */
  get pending(): number {
    return this.#length - this.#given;
  }

  /** Remembers samples that were played. */
  heard(samples: Float32Array): void {
    this.#history.copyWithin(0, samples.length);
    this.#history.set(samples, HISTORY - samples.length);
    this.#heard = Math.min(HISTORY, this.#heard + samples.length);
    this.#rest = Math.max(0, this.#rest - samples.length);
    if (samples.length > 0) this.#held = 0;
  }

  /** Prepares samples to put in now, when the sound allows it; answers whether it did. */
  prepare(ahead: Ahead): boolean {
    if (this.#heard < HISTORY || ahead.run < LONGEST) return false;
    const urgent = ahead.run < NEAR_END && this.#held < MOST_AT_ONCE;
    if (this.#rest > 0 && !urgent) return false;
    const length = this.#isPause() ? LONGEST : this.#period();
    this.#rest = length === 0 ? 128 : 2 * length;
    this.#held += length;
    this.#length = length;
    this.#given = 0;
    const start = HISTORY - length;
    for (let index = 0; index < length; index += 1) {
      const weight = index / length;
      const past = this.#history[start + index] ?? 0;
      this.#insert[index] = (1 - weight) * ahead.peek(index) + weight * past;
    }
    return length > 0;
  }

  /** Fills `output` with what was prepared and answers how many samples that were. */
  read(output: Float32Array): number {
    const count = Math.min(output.length, this.pending);
    output.set(this.#insert.subarray(this.#given, this.#given + count));
    this.#given += count;
    return count;
  }

  /** Forgets what was heard and prepared. */
  reset(): void {
    this.#heard = 0;
    this.#length = 0;
    this.#given = 0;
    this.#rest = 0;
    this.#held = 0;
  }

  #isPause(): boolean {
    return this.#product(0) < PAUSE * WINDOW;
  }

  /** The length after which the sound repeats itself best, or 0 when it does not. */
  #period(): number {
    const now = this.#product(0);
    let best = 0;
    let likeness = ALIKE;
    for (let lag = SHORTEST; lag <= LONGEST; lag += 1) {
      const alike = this.#product(lag) / Math.sqrt(now * this.#energy(lag) + Number.EPSILON);
      if (alike <= likeness) continue;
      likeness = alike;
      best = lag;
    }
    return best;
  }

  #product(lag: number): number {
    let sum = 0;
    for (let index = HISTORY - WINDOW; index < HISTORY; index += 1) {
      sum += (this.#history[index] ?? 0) * (this.#history[index - lag] ?? 0);
    }
    return sum;
  }

  #energy(lag: number): number {
    let sum = 0;
    for (let index = HISTORY - WINDOW - lag; index < HISTORY - lag; index += 1) {
      sum += (this.#history[index] ?? 0) ** 2;
    }
    return sum;
  }
}
