/** Keeps the values used last, up to `capacity` in weight in all; the longest unused are dropped. */
export class WeighedCache<T> {
  readonly #capacity: number;
  readonly #weigh: (value: T) => number;
  readonly #entries = new Map<string, T>();
  #weight = 0;

  constructor(capacity: number, weigh: (value: T) => number) {
    this.#capacity = capacity;
    this.#weigh = weigh;
  }

  /** What is held now weighs this. */
  get weight(): number {
    return this.#weight;
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
    const weight = this.#weigh(value);
    if (weight > this.#capacity) return;
    this.#entries.set(key, value);
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#capacity) break;
      this.#delete(oldest);
    }
  }

  #delete(key: string): void {
    const value = this.#entries.get(key);
    if (value === undefined) return;
    this.#entries.delete(key);
    this.#weight -= this.#weigh(value);
  }
}
