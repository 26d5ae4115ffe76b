/** Keeps the next so many samples of the microphone, once. */
export class Take {
  readonly #done: (samples: Int16Array) => void;
  #samples: Int16Array | null = null;
  #kept = 0;

  constructor(done: (samples: Int16Array) => void) {
    this.#done = done;
  }

  /** Begins anew; a take that is not whole is forgotten. 0 only forgets it. */
  begin(samples: number): void {
    this.#samples = samples > 0 ? new Int16Array(samples) : null;
    this.#kept = 0;
  }

  add(sample: number): void {
    const samples = this.#samples;
    if (samples === null) return;
    samples[this.#kept] = sample;
    this.#kept += 1;
    if (this.#kept < samples.length) return;
    this.#samples = null;
    this.#done(samples);
  }
}
