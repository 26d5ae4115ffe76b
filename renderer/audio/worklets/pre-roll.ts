/**
 * Keeps the newest blocks of equal size and gives them back, oldest first. All memory is taken at
 * the start.
 */
export class PreRoll {
  readonly #blocks: readonly Int16Array[];
  #next = 0;
  #kept = 0;

  constructor(blocks: number, samples: number) {
    this.#blocks = Array.from({ length: blocks }, () => new Int16Array(samples));
  }

  /** Copies `block`, in the place of the oldest when all are taken. */
  keep(block: Int16Array): void {
    this.#blocks[this.#next]?.set(block);
    this.#next = (this.#next + 1) % this.#blocks.length;
    this.#kept = Math.min(this.#kept + 1, this.#blocks.length);
  }

  /** Hands over what is kept and forgets it. A block is valid only during its call. */
  drain(take: (block: Int16Array) => void): void {
    const { length } = this.#blocks;
    const oldest = this.#next - this.#kept + length;
    for (let index = 0; index < this.#kept; index += 1) {
      const block = this.#blocks[(oldest + index) % length];
      if (block !== undefined) take(block);
    }
    this.clear();
  }

  /** Forgets what is kept. */
  clear(): void {
    this.#kept = 0;
  }
}
