import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';
import { MAX_TURN_SAMPLES, MAX_WORDLESS_SAMPLES, TurnAudio } from './turn-audio.ts';

const SAMPLES_A_MILLISECOND = SAMPLE_RATE / 1000;
/** What is kept while the server hears nothing: it may be speech that it has not noticed yet. */
const UNNOTICED_SAMPLES = 10 * SAMPLE_RATE;
/** A server that does not say when speech began has noticed it about so late. */
const LATENCY_SAMPLES = SAMPLE_RATE;

/**
 * The microphone of hands-free listening, as one server hears it. The server says where turns begin
 * and end, in milliseconds of what it was sent; what it has not made a turn of may have to be said
 * to the next one.
 */
export class HeardStream {
  readonly #limit: number;
  #audio = new TurnAudio(MAX_TURN_SAMPLES);
  /** Position of the first sample that is kept. */
  #from: number;
  #end: number;
  #speech: number | null = null;
  #stop: number | null = null;

  /** `away`: no server listens, so that nothing of it was heard. `behind`: samples sent before. */
  constructor(away: boolean, behind = 0) {
    this.#from = behind;
    this.#end = behind;
    this.#limit = away ? MAX_WORDLESS_SAMPLES : UNNOTICED_SAMPLES;
  }

  append(samples: Int16Array): void {
    const dropped = this.#audio.push(samples);
    this.#from += dropped;
    this.#end += samples.length;
    if (this.#speech === null) this.#forgetBefore(this.#end - this.#limit);
  }

  /** The server was sent other audio: its time goes on. */
  skip(samples: number): void {
    this.#audio = new TurnAudio(MAX_TURN_SAMPLES);
    this.#end += samples;
    this.#from = this.#end;
  }

  /** The server hears speech since that moment. */
  started(milliseconds: number | null): void {
    this.#speech = this.#position(milliseconds) ?? Math.max(0, this.#end - LATENCY_SAMPLES);
    this.#stop = null;
  }

  /** The server has heard the end of it. */
  stopped(milliseconds: number | null): void {
    this.#stop = this.#position(milliseconds) ?? this.#end;
  }

  /** The audio of the turn that the server has made an item of. */
  take(): TurnAudio {
    const turn = this.#slice(this.#speech ?? this.#from, this.#stop ?? this.#end);
    this.#forgetBefore(this.#stop ?? this.#end);
    this.#speech = null;
    this.#stop = null;
    return turn;
  }

  /** What no server has made a turn of, for the next one to hear first. */
  tail(): TurnAudio {
    return this.#slice(this.#speech ?? this.#from, this.#end);
  }

  #position(milliseconds: number | null): number | null {
    if (milliseconds === null) return null;
    return Math.min(this.#end, Math.round(milliseconds * SAMPLES_A_MILLISECOND));
  }

  #forgetBefore(position: number): void {
    const length = this.#audio.length;
    if (position > this.#from) this.#audio.forget(position - this.#from);
    this.#from += length - this.#audio.length;
  }

  #slice(from: number, to: number): TurnAudio {
    const slice = new TurnAudio();
    let at = this.#from;
    for (const piece of this.#audio.pieces) {
      const part = piece.subarray(Math.max(0, from - at), Math.max(0, to - at));
      if (part.length > 0) slice.push(part);
      at += piece.length;
    }
    return slice;
  }
}
