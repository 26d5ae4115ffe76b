/** The most audio that waits for a slow network: a minute at 24 kHz, 2.9 MB. */
export const MAX_HELD_SAMPLES = 60 * 24_000;

/**
 * Audio that waits for the network, oldest first. Bounded: when it is full the oldest goes, and
 * `push` says how many samples that were.
 */
export class AudioHold {
  readonly #limit: number;
  #chunks: Int16Array[] = [];
  #length = 0;

  constructor(limit: number = MAX_HELD_SAMPLES) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  push(samples: Int16Array): number {
    this.#chunks.push(samples.slice());
    this.#length += samples.length;
    let dropped = 0;
    while (this.#length > this.#limit) {
      const oldest = this.#chunks.shift();
      if (oldest === undefined) break;
      dropped += oldest.length;
      this.#length -= oldest.length;
    }
    return dropped;
  }

  /** Everything held, in one array, and leaves the hold empty. */
  take(): Int16Array {
    const all = new Int16Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    this.clear();
    return all;
  }

  clear(): void {
    this.#chunks = [];
    this.#length = 0;
  }
}
