/** What the cache needs to know of a value: how much it weighs. */
interface Sampled {
  readonly samples: Int16Array;
}

/** Keeps the values used last, up to `capacity` samples in all; the longest unused are dropped. */
export class UtteranceCache<T extends Sampled> {
  readonly #capacity: number;
  readonly #entries = new Map<string, T>();
  #samples = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Samples held now. */
  get samples(): number {
    return this.#samples;
  }

  get(key: string): T | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  /** A value heavier than the whole cache is not kept. */
  set(key: string, value: T): void {
    this.#delete(key);
    if (value.samples.length > this.#capacity) return;
    this.#entries.set(key, value);
    this.#samples += value.samples.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#samples <= this.#capacity) break;
      this.#delete(oldest);
    }
  }

  #delete(key: string): void {
    this.#samples -= this.#entries.get(key)?.samples.length ?? 0;
    this.#entries.delete(key);
  }
}
