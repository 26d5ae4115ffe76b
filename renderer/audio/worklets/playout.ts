import { SAMPLE_RATE } from './messages.ts';

const MILLISECOND = SAMPLE_RATE / 1000;

/** The most delay that is ever asked for: what covers chunks that wander by ±150 ms, and a little. */
export const MAX_DELAY = 350 * MILLISECOND;

/** The most that the start of an answer waits; what is missing is gained while it plays. */
export const MAX_START_DELAY = 44 * MILLISECOND;

/** A lateness beyond what was expected is taken for a third of what is still to come. */
const ALARM = 3;

/** What is left of the expected lateness after each stream that needed none. */
const DECAY = 0.6;

/** Below this the connection counts as calm again. */
const CALM = 5 * MILLISECOND;

/**
 * Decides how far playing should trail the arrival of a stream, from what was seen of the
 * connection. Times are samples of one clock, delays are samples.
 *
 * A chunk is late when it arrives after the moment at which it would have been due, had the stream
 * been played without any delay. Only lateness makes a delay, so a calm connection pays none.
 */
export class Playout {
  #stream: number | null = null;
  #origin = 0;
  /** The best transit of the stream: how far ahead of its due moment a chunk has come. */
  #best = 0;
  #late = false;
  /** How much later than the best chunk a late one is expected to come. */
  #spread = 0;

  /** Notes a chunk of `stream` that arrives at `now`, behind `media` samples of that stream. */
  arrived(chunk: { stream: number; now: number; media: number }): void {
    if (chunk.stream !== this.#stream) this.#begin(chunk.stream, chunk.now - chunk.media);
    const transit = chunk.now - this.#origin - chunk.media;
    this.#best = Math.min(this.#best, transit);
    if (transit <= 0) return;
    this.#late = true;
    const seen = transit - this.#best;
    if (seen > this.#spread) this.#spread = Math.min(MAX_DELAY, seen * ALARM);
  }

  /** The delay that `stream` should have by now; 0 when all of it is there. */
  wanted(stream: { stream: number; ended: boolean }): number {
    if (stream.ended || stream.stream !== this.#stream) return 0;
    return Math.max(0, this.#spread + this.#best);
  }

  /** The delay that wanted stream has at `now`, of which `played` samples were played. */
  delay(now: number, played: number): number {
    return now - this.#origin - played;
  }

  #begin(stream: number, origin: number): void {
    if (this.#stream !== null && !this.#late) this.#spread *= DECAY;
    if (this.#spread < CALM) this.#spread = 0;
    this.#stream = stream;
    this.#origin = origin;
    this.#best = 0;
    this.#late = false;
  }
}
