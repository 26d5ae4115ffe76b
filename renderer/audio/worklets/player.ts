import { LevelMeter } from './level-meter.ts';
import { type PlaybackFrame, type PlaybackMessage, SAMPLE_RATE } from './messages.ts';
import { PlaybackRing } from './playback-ring.ts';
import { MAX_START_DELAY, Playout } from './playout.ts';
import type { StreamState } from './stream-table.ts';
import { Stretcher } from './stretcher.ts';

/** Samples between two reports while something plays: 100 ms. */
export const REPORT_SAMPLES = SAMPLE_RATE / 10;

/** The longest hush: 500 ms, by which time the core has given up waiting for its flush too. */
export const HUSH_SAMPLES = SAMPLE_RATE / 2;

/** Why the stream at hand is not being played. */
type Hold = 'none' | 'starting' | 'starved';

/**
 * Plays streams one after the other and tells exactly how much of each was played. A stream that
 * runs dry goes on where it stopped: nothing is skipped. Level messages are reused.
 */
export class Player {
  readonly #emit: (message: PlaybackMessage) => void;
  readonly #ring: PlaybackRing;
  readonly #playout = new Playout();
  readonly #stretcher = new Stretcher();
  readonly #meter: LevelMeter;
  #current: StreamState | undefined;
  #hold: Hold = 'starting';
  #now = 0;
  #reportAt = 0;
  #audible = 0;
  #underruns = 0;
  #hushed = 0;

  constructor(emit: (message: PlaybackMessage) => void, ring = new PlaybackRing()) {
    this.#emit = emit;
    this.#ring = ring;
    this.#meter = new LevelMeter(emit);
  }

  /** Queues a frame. */
  frame(frame: PlaybackFrame): void {
    const media = this.#ring.streams.find(frame.stream)?.received ?? 0;
    if (frame.samples.length > 0) {
      this.#playout.arrived({ stream: frame.stream, now: this.#now, media });
    }
    const state = this.#ring.push(frame.stream, frame.samples);
    if (state !== undefined && frame.last) state.ended = true;
    this.#settle();
  }

  /** Silence from the next quantum on, until a flush or for `HUSH_SAMPLES`; then it goes on. */
  hush(): void {
    if (this.#ring.pending > 0) this.#hushed = HUSH_SAMPLES;
  }

  /** Silence from the next quantum on. The answer carries `flush` and every stream's count. */
  flush(flush: number): void {
    const { pending } = this.#ring;
    this.#report(flush, pending);
    this.#ring.flush();
    this.#stretcher.reset();
    this.#current = undefined;
    this.#hold = 'starting';
    this.#hushed = 0;
  }

  /** Fills one quantum: what is due, and silence for the rest. */
  process(output: Float32Array): void {
    let filled = 0;
    if (this.#hushed > 0) {
      this.#wait(output);
      return;
    }
    while (filled < output.length && this.#mayPlay(filled)) {
      filled += this.#play(output.subarray(filled));
    }
    output.fill(0, filled);
    this.#now += output.length;
    this.#measure(output, filled);
    this.#settle();
    this.#starve();
    if (filled > 0 && this.#now >= this.#reportAt) this.#report(null, this.#ring.pending);
  }

  #wait(output: Float32Array): void {
    output.fill(0);
    this.#hushed -= output.length;
    this.#now += output.length;
    this.#measure(output, 0);
  }

  #mayPlay(filled: number): boolean {
    const { next } = this.#ring;
    if (next === undefined) return this.#stretcher.pending > 0;
    if (next !== this.#current) {
      this.#current = next;
      this.#hold = 'starting';
    }
    if (this.#hold === 'none') return true;
    const wanted = this.#playout.wanted(next);
    const enough = this.#hold === 'starting' ? Math.min(wanted, MAX_START_DELAY) : wanted;
    if (enough > 0 && this.#playout.delay(this.#now + filled, next.played) < enough) return false;
    if (this.#hold === 'starved') this.#underruns += 1;
    this.#hold = 'none';
    return true;
  }

  #play(output: Float32Array): number {
    if (this.#stretcher.pending > 0 || this.#lengthen()) return this.#stretcher.read(output);
    const count = this.#ring.read(output);
    this.#stretcher.heard(output.subarray(0, count));
    return count;
  }

  /** Gains delay while playing, when the connection asks for more than there is. */
  #lengthen(): boolean {
    const stream = this.#ring.next;
    if (stream === undefined) return false;
    const wanted = this.#playout.wanted(stream);
    if (wanted === 0 || this.#playout.delay(this.#now, stream.played) >= wanted) return false;
    return this.#stretcher.prepare(this.#ring);
  }

  /** Tells of streams that are over, and forgets them. */
  #settle(): void {
    const over = this.#ring.streams.all.filter(isOver);
    if (over.length === 0) return;
    this.#report(null, this.#ring.pending);
    for (const state of over) {
      this.#ring.streams.forget(state);
      if (state === this.#current) this.#current = undefined;
    }
  }

  #starve(): void {
    if (this.#current === undefined || this.#hold !== 'none' || this.#ring.pending > 0) return;
    this.#hold = 'starved';
    this.#report(null, 0);
  }

  #report(flush: number | null, pending: number): void {
    this.#reportAt = this.#now + REPORT_SAMPLES;
    const played = this.#ring.streams.all
      .filter((state) => state.played > 0 || isOver(state) || flush !== null)
      .map(({ stream, played: samples }) => ({ stream, samples }));
    const { dropped } = this.#ring;
    const underruns = this.#underruns;
    this.#emit({ kind: 'progress', flush, played, pending, underruns, dropped });
  }

  /** Levels are told while something sounds and until the meter has come down. */
  #measure(output: Float32Array, filled: number): void {
    if (filled > 0) this.#audible = SAMPLE_RATE / 10;
    if (this.#audible <= 0) return;
    this.#audible -= output.length;
    for (const sample of output) this.#meter.add(sample);
  }
}

function isOver(state: StreamState): boolean {
  return state.ended && state.played === state.received;
}
