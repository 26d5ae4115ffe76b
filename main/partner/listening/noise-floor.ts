/** Frames of 10 ms in a block, and blocks remembered: the floor is the least level of three seconds. */
const BLOCK_FRAMES = 50;
const BLOCKS = 6;
/** Full scale is 0 dB: below this no signal is told from silence. */
const LOWEST = -70;
/** Before this many frames have passed, the floor is taken to be no higher than this. */
const SETTLING_FRAMES = 30;
const HIGHEST_AT_FIRST = -45;

/**
 * The level of what is always there: speech dips between its syllables, noise does not. Noise that
 * sets in is taken for the floor within three seconds, noise that ends at once.
 */
export class NoiseFloor {
  readonly #blocks: number[] = [];
  #frames = 0;

  /** Takes the level of the next frame in dB and gives the floor. */
  follow(level: number): number {
    if (this.#frames % BLOCK_FRAMES === 0) {
      this.#blocks.push(level);
      if (this.#blocks.length > BLOCKS) this.#blocks.shift();
    }
    this.#frames++;
    const last = this.#blocks.length - 1;
    this.#blocks[last] = Math.min(this.#blocks[last] ?? level, level);
    const least = Math.max(LOWEST, Math.min(...this.#blocks));
    return this.#frames < SETTLING_FRAMES ? Math.min(least, HIGHEST_AT_FIRST) : least;
  }
}
