import { LEVEL_SAMPLES, type Level } from './messages.ts';

/** Turns samples into one level every 32 ms. The level passed on is reused by the next. */
export class LevelMeter {
  readonly #emit: (level: Level) => void;
  readonly #level: Level = { kind: 'level', peak: 0, rms: 0 };
  #count = 0;
  #peak = 0;
  #squares = 0;

  constructor(emit: (level: Level) => void) {
    this.#emit = emit;
  }

  /** Takes one sample between -1 and 1. */
  add(sample: number): void {
    const size = Math.abs(sample);
    if (size > this.#peak) this.#peak = size;
    this.#squares += sample * sample;
    this.#count += 1;
    if (this.#count === LEVEL_SAMPLES) this.#finish();
  }

  #finish(): void {
    this.#level.peak = this.#peak;
    this.#level.rms = Math.sqrt(this.#squares / this.#count);
    this.#count = 0;
    this.#peak = 0;
    this.#squares = 0;
    this.#emit(this.#level);
  }
}
