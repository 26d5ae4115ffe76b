import { type AudioFrame, MAX_FRAME_SAMPLES } from '../../../contract/audio-frame.ts';
import type { Disposable } from '../../../contract/base/disposable.ts';
import type { CallInput } from '../../../contract/calls/calls.ts';
import type { Clock } from '../base/clock.ts';
import { type Cut, PlaybackLedger } from './playback-ledger.ts';

/** Where the channel's output goes: the bridge. */
export interface SpeakerOutput {
  frame(frame: AudioFrame): void;
  flush(flush: number): void;
  /** `playing` may have changed. */
  changed(): void;
}

/** A flush that the page has not answered yet. */
interface Flush {
  readonly timeout: Disposable;
  readonly answered: (() => void)[];
}

/** A page that has not answered a flush by then is taken at its last report. */
const FLUSH_MILLISECONDS = 500;

/**
 * The way to the loudspeaker: turns audio into frames, knows what was played, and cuts off. It
 * outlives connections, so that the numbers of its streams never come twice.
 */
export class SpeakerChannel implements Disposable {
  readonly #output: SpeakerOutput;
  readonly #clock: Clock;
  readonly #ledger = new PlaybackLedger();
  readonly #flushes = new Map<number, Flush>();
  #flushCount = 0;

  constructor(output: SpeakerOutput, clock: Clock) {
    this.#output = output;
    this.#clock = clock;
  }

  /** Something is to be heard, or an item has begun to be heard and more of it is to come. */
  get playing(): boolean {
    return this.#ledger.pending > 0 || this.#ledger.open.length > 0;
  }

  /** Sends a piece of an item's audio on; silently drops what belongs to an item that was cut. */
  audio(item: string, contentIndex: number, samples: Int16Array): void {
    const wasPlaying = this.playing;
    for (let at = 0; at < samples.length; at += MAX_FRAME_SAMPLES) {
      const piece = samples.subarray(at, at + MAX_FRAME_SAMPLES);
      const placement = this.#ledger.send(item, contentIndex, piece.length);
      if (placement === null) return;
      this.#output.frame({ kind: 'speaker', last: false, samples: piece, ...placement });
    }
    if (!wasPlaying) this.#output.changed();
  }

  /** The item has no more audio. */
  end(item: string): void {
    const placement = this.#ledger.end(item);
    if (placement === null) return;
    this.#output.frame({ kind: 'speaker', last: true, samples: new Int16Array(), ...placement });
    if (!this.playing) this.#output.changed();
  }

  /** Whether any audio of the item was sent to be heard. */
  knows(item: string): boolean {
    return this.#ledger.knows(item);
  }

  /** Whether more of the item's audio was to come. */
  unfinished(item: string): boolean {
    return this.#ledger.open.includes(item);
  }

  /** Whether the item is being heard, or more of it is to come. */
  plays(item: string): boolean {
    return this.#ledger.plays(item);
  }

  report(report: CallInput<'speaker.report'>): void {
    const wasPlaying = this.playing;
    this.#ledger.report(report.played);
    if (report.flush !== null) this.#finish(report.flush);
    if (wasPlaying !== this.playing) this.#output.changed();
  }

  /**
   * Falls silent at once. `then` is told where each item was cut, when the page has said what it
   * played. With nothing to cut it is told so at once, but never before those who asked earlier.
   */
  interrupt(then: (cuts: readonly Cut[]) => void): void {
    const wasPlaying = this.playing;
    const cuts = this.#ledger.cut();
    if (cuts().length === 0) {
      const earlier = [...this.#flushes.values()].at(-1);
      if (earlier === undefined) then([]);
      else earlier.answered.push(() => then([]));
      return;
    }
    this.#flushCount += 1;
    const flush = this.#flushCount;
    const timeout = this.#clock.after(FLUSH_MILLISECONDS, () => this.#finish(flush));
    this.#flushes.set(flush, { timeout, answered: [() => then(cuts())] });
    this.#output.flush(flush);
    if (wasPlaying) this.#output.changed();
  }

  /** The connection has ended: falls silent, and forgets its items. */
  leave(): void {
    this.interrupt(() => {});
    this.#ledger.forget();
  }

  /** The page is gone, and with it the loudspeaker. */
  pageLeft(): void {
    this.#ledger.left();
    for (const flush of [...this.#flushes.keys()]) this.#finish(flush);
    this.#output.changed();
  }

  /** A page is there again. */
  pageCame(): void {
    this.#ledger.returned();
  }

  dispose(): void {
    for (const { timeout } of this.#flushes.values()) timeout.dispose();
    this.#flushes.clear();
  }

  #finish(flush: number): void {
    const waiting = this.#flushes.get(flush);
    if (waiting === undefined) return;
    this.#flushes.delete(flush);
    waiting.timeout.dispose();
    for (const answer of waiting.answered) answer();
  }
}
