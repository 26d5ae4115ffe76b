/** The most audio that waits for a slow network: five minutes at 24 kHz, as much as a turn keeps. */
export const MAX_HELD_SAMPLES = 300 * 24_000;

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

  /** The oldest samples, at most `most`, in one array; they leave the hold. */
  take(most: number = this.#length): Int16Array {
    const taken = new Int16Array(Math.min(most, this.#length));
    let at = 0;
    while (at < taken.length) {
      const chunk = this.#chunks[0];
      if (chunk === undefined) break;
      const part = chunk.subarray(0, taken.length - at);
      taken.set(part, at);
      at += part.length;
      if (part.length === chunk.length) this.#chunks.shift();
      else this.#chunks[0] = chunk.subarray(part.length);
    }
    this.#length -= at;
    return taken;
  }

  clear(): void {
    this.#chunks = [];
    this.#length = 0;
  }
}
