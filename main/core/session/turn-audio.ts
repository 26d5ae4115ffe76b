import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';

/** The most audio of one turn that is kept: five minutes, 14.4 MB. Beyond it the oldest goes. */
export const MAX_TURN_SAMPLES = 300 * SAMPLE_RATE;
/** The most audio that is kept of turns whose words never came: a minute in all. */
export const MAX_WORDLESS_SAMPLES = 60 * SAMPLE_RATE;

/** PCM16 in pieces, the newest `limit` samples of it. */
export class TurnAudio {
  readonly #limit: number;
  readonly #pieces: Int16Array[] = [];
  #length = 0;

  constructor(limit: number = MAX_TURN_SAMPLES) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  get pieces(): readonly Int16Array[] {
    return this.#pieces;
  }

  /** Adds a copy of `samples`; returns how many of the oldest had to go. */
  push(samples: Int16Array): number {
    this.#pieces.push(samples.slice());
    this.#length += samples.length;
    const before = this.#length;
    while (this.#length > this.#limit) {
      this.#length -= this.#pieces.shift()?.length ?? this.#length;
    }
    return before - this.#length;
  }

  /** Forgets the first `samples`, in whole pieces: what is left may be up to a piece longer. */
  forget(samples: number): void {
    let rest = samples;
    for (let next = this.#pieces[0]; next !== undefined && next.length <= rest; ) {
      rest -= next.length;
      this.#length -= next.length;
      this.#pieces.shift();
      next = this.#pieces[0];
    }
  }
}
