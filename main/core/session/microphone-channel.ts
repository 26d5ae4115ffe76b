import type { AudioFrame } from '../../../contract/audio-frame.ts';
import { type Disposable, disposable } from '../../../contract/base/disposable.ts';
import type { Delivery } from '../../../contract/session.ts';
import type { Clock } from '../base/clock.ts';
import {
  accepts,
  closedTurn,
  closeTurn,
  latchTurn,
  openTurn,
  type Turn,
  type TurnPurpose,
  type Verdict,
  verdictOf,
  withAudio,
} from './turn.ts';
import { TurnListener } from './turn-listener.ts';

/** What the channel does to the world around it. */
export interface MicrophoneOutput {
  /** Opens the page's microphone under a new number, with what was just said or without; or closes it. */
  gate(stream: number | null, preRoll: boolean): void;
  /** Audio that belongs to the conversation, or to a question beside it. */
  append(samples: Int16Array, purpose: TurnPurpose): void;
  /** What a key was held for has ended and all its audio has come; `delivery`: how it was spoken. */
  ended(verdict: Verdict, purpose: TurnPurpose, delivery: () => Delivery): void;
  /** A toggled turn in which nothing was said for long is dropped. */
  forgotten(): void;
  /** Hands-free listening has stopped: what the server holds of it is not a turn. */
  stoppedListening(): void;
  /** Frames were lost on the way. */
  gap(frames: number): void;
  changed(): void;
}

/** A page that has not sent its last frame by then has none. */
const LAST_FRAME_MILLISECONDS = 500;

/** A toggled turn in which nobody has spoken by then was begun by mistake, and listens to a room. */
export const FORGOTTEN_MILLISECONDS = 60_000;

/**
 * The way from the microphone: at most one stream is open, for a push-to-talk turn or for
 * hands-free listening. Frames of any other stream are dropped. It outlives connections.
 */
export class MicrophoneChannel implements Disposable {
  readonly #output: MicrophoneOutput;
  readonly #clock: Clock;
  #turn: Turn = closedTurn;
  #listening: number | null = null;
  #streams = 0;
  #expected = 0;
  #listener = new TurnListener();
  #timeout: Disposable = disposable(() => {});

  constructor(output: MicrophoneOutput, clock: Clock) {
    this.#output = output;
    this.#clock = clock;
  }

  /** A key is held and the microphone is open for it. */
  get capturing(): boolean {
    return this.#turn.kind === 'open';
  }

  /** What a key is held for, or was until the last audio has come; null: no key. */
  get purpose(): TurnPurpose | null {
    return this.#turn.kind === 'closed' ? null : this.#turn.purpose;
  }

  /** No key is held, and the turn goes on. */
  get latched(): boolean {
    return this.#turn.kind === 'open' && this.#turn.latched;
  }

  /** The key is up and the turn's last audio is on its way. */
  get closing(): boolean {
    return this.#turn.kind === 'closing';
  }

  /** Hands-free listening is on. */
  get listening(): boolean {
    return this.#listening !== null;
  }

  /** The stream that the page should be sending now. */
  get stream(): number | null {
    return this.#turn.kind === 'open' ? this.#turn.stream : this.#listening;
  }

  /** Ends a turn whose key is up, without waiting for what is still on its way. */
  settle(): void {
    if (this.#turn.kind === 'closing') this.#finish();
  }

  /** The key went down. Ignored while one is held (keys repeat), and in hands-free listening. */
  begin(purpose: TurnPurpose): void {
    if (this.#turn.kind === 'open' || this.#listening !== null) return;
    this.settle();
    this.#turn = openTurn(purpose, this.#nextStream(), this.#clock.now());
    this.#listener = new TurnListener();
    this.#output.gate(this.stream, true);
    this.#output.changed();
  }

  /** The key went up, and what it was held for goes on. */
  latch(): void {
    this.#turn = latchTurn(this.#turn);
    this.#output.changed();
  }

  /** The key went up; `cancelled` drops what was said. */
  end(cancelled: boolean): void {
    if (this.#turn.kind !== 'open') return;
    this.#turn = closeTurn(this.#turn, this.#clock.now(), cancelled);
    this.#timeout = this.#clock.after(LAST_FRAME_MILLISECONDS, () => this.#finish());
    this.#output.gate(this.stream, false);
    this.#output.changed();
  }

  /** Opens or closes the microphone for hands-free listening. */
  listen(on: boolean): void {
    if (on === (this.#listening !== null)) return;
    this.#listening = on ? this.#nextStream() : null;
    // What was said while the microphone was closed was not meant for anybody.
    this.#output.gate(this.#listening, false);
    if (!on) this.#output.stoppedListening();
  }

  frame(frame: AudioFrame): void {
    const listening = frame.stream === this.#listening;
    if (!listening && !accepts(this.#turn, frame.stream)) return;
    if (frame.sequence > this.#expected) this.#output.gap(frame.sequence - this.#expected);
    this.#expected = frame.sequence + 1;
    if (frame.samples.length > 0) {
      if (!listening) this.#hear(frame.samples);
      this.#output.append(frame.samples, listening ? 'turn' : (this.purpose ?? 'turn'));
    }
    if (!listening) this.#dropForgotten();
    if (!frame.last || listening) return;
    // The page has ended the stream by itself: its microphone is gone, and with it the turn.
    if (this.#turn.kind === 'open') this.end(true);
    this.settle();
  }

  /** Drops an open turn without waiting: the page that held the key is gone. */
  abandonTurn(): void {
    const { purpose } = this;
    if (purpose === null) return;
    this.#reset();
    this.#output.gate(this.stream, false);
    this.#end('drop', purpose);
    this.#output.changed();
  }

  /** Closes whatever is open: the session is gone. */
  abandon(): void {
    this.abandonTurn();
    this.listen(false);
  }

  dispose(): void {
    this.#timeout.dispose();
  }

  #hear(samples: Int16Array): void {
    this.#turn = withAudio(this.#turn, samples.length);
    this.#listener.push(samples);
  }

  #dropForgotten(): void {
    const { spoken, milliseconds } = this.#listener;
    if (!this.latched || spoken || milliseconds < FORGOTTEN_MILLISECONDS) return;
    this.end(true);
    this.#output.forgotten();
  }

  #finish(): void {
    const { purpose } = this;
    const verdict = verdictOf(this.#turn);
    this.#reset();
    if (purpose !== null) this.#end(verdict, purpose);
    this.#output.changed();
  }

  #end(verdict: Verdict, purpose: TurnPurpose): void {
    const listener = this.#listener;
    this.#output.ended(verdict, purpose, () => listener.delivery());
  }

  #reset(): void {
    this.#timeout.dispose();
    this.#turn = closedTurn;
  }

  #nextStream(): number {
    this.#streams += 1;
    this.#expected = 0;
    return this.#streams;
  }
}
