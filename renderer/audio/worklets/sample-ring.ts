/**
 * A queue of PCM16 samples in memory that is taken once. It starts again at its first byte whenever
 * it runs empty, so that only as much memory is ever touched as was queued at once.
 */
export class SampleRing {
  readonly #memory: Int16Array;
  #first = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#memory = new Int16Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Takes as many samples as there is room for and answers how many. */
  push(samples: Int16Array): number {
    const capacity = this.#memory.length;
    const taken = Math.min(samples.length, capacity - this.#length);
    const start = (this.#first + this.#length) % capacity;
    const straight = Math.min(taken, capacity - start);
    this.#memory.set(samples.subarray(0, straight), start);
    if (straight < taken) this.#memory.set(samples.subarray(straight, taken), 0);
    this.#length += taken;
    return taken;
  }

  /** The sample `offset` places behind the oldest, from -1 to 1; 0 where there is none. */
  at(offset: number): number {
    if (offset >= this.#length) return 0;
    return (this.#memory[(this.#first + offset) % this.#memory.length] ?? 0) / 0x8000;
  }

  /** Removes the oldest `count` samples, or all. */
  skip(count: number): void {
    this.#length = Math.max(0, this.#length - count);
    this.#first = this.#length === 0 ? 0 : (this.#first + count) % this.#memory.length;
  }
}
