import type { AudioFrame } from '../../contract/audio-frame.ts';
import { type Disposable, DisposableStore } from '../../contract/base/disposable.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import type { LinkView, SessionView } from '../../contract/session.ts';
import type { Clock } from '../../main/core/base/clock.ts';
import type { Core } from '../../main/core/create-core.ts';
import { taggedFrame } from './spoken-turn.ts';

const FRAME_MILLISECONDS = 20;
/** Milliseconds of the wall after which nothing more will happen. */
const PATIENCE = 25_000;

/** A moment at which the link changed, by the clock of the machine. */
export interface LinkChange {
  readonly at: number;
  readonly state: LinkView['state'];
}

/** A page with a learner before it: speaks turns that can be told apart, and plays what comes. */
export class Learner implements Disposable {
  readonly core: Core;
  /** Turns that were sent, in order. */
  spoken: number[] = [];
  readonly links: LinkChange[] = [];
  /** Failures that the page was told of. */
  readonly notices: string[] = [];
  readonly #clock: Clock;
  readonly #owned = new DisposableStore();
  readonly #checks = new Set<() => void>();
  #stream: number | null = null;
  #link = '';

  constructor(core: Core, clock: Clock) {
    this.core = core;
    this.#clock = clock;
    core.pageCame();
    this.#owned.add(core.onEvent((event) => this.#told(event)));
    this.#owned.add(core.onSpeakerAudio((frame) => this.#play(frame)));
  }

  get session(): SessionView {
    return this.core.snapshot().session;
  }

  /** Begins a new lesson. */
  async start(): Promise<void> {
    this.spoken = [];
    await this.core.handlers['session.start']({ keep: false });
    await this.until(() => this.session.link.state === 'steady', 'a session');
  }

  /** Speaks turn `turn` for `frames` frames of 20 ms, by the clock. */
  async speak(turn: number, frames: number): Promise<void> {
    await this.core.handlers['turn.begin']({});
    const stream = this.#stream;
    if (stream === null) throw new Error(`The microphone is closed: ${this.session.phase}.`);
    for (let frame = 0; frame < frames; frame += 1) {
      await this.pass(FRAME_MILLISECONDS);
      const samples = taggedFrame(turn, frame);
      this.core.microphoneFrame({
        kind: 'microphone',
        stream,
        sequence: frame,
        last: false,
        samples,
      });
    }
    await this.core.handlers['turn.end']({});
    const samples = new Int16Array();
    const sequence = frames;
    this.core.microphoneFrame({ kind: 'microphone', stream, sequence, last: true, samples });
    this.spoken.push(turn);
  }

  /** Lets time go by. */
  pass(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#clock.after(milliseconds, resolve));
  }

  /** Resolves when `condition` holds after an event of the core. Rejects after 60 s. */
  until(condition: () => boolean, what: string, patience = PATIENCE): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#checks.delete(check);
        const { session, transcript } = this.core.snapshot();
        const open = transcript.filter((item) => 'status' in item && item.status === 'pending');
        const state = JSON.stringify({ session, open: open.slice(0, 3) });
        reject(new Error(`Waited in vain for ${what}: ${state}`));
      }, patience);
      const check = (): void => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#checks.delete(check);
        resolve();
      };
      this.#checks.add(check);
      check();
    });
  }

  /** Resolves when every turn has its words, every answer its end, and the link is steady. */
  settled(patience = PATIENCE): Promise<void> {
    return this.until(
      () => {
        const { session, transcript } = this.core.snapshot();
        const isOpen = transcript.some(
          (item) => item.kind === 'message' && /pending|partial/.test(item.status),
        );
        return session.link.state === 'steady' && session.phase === 'idle' && !isOpen;
      },
      'quiet',
      patience,
    );
  }

  /**
   * Ends a lesson: a last turn in fair weather. When it has its words, the other side has heard
   * everything that was said before it.
   */
  async finish(): Promise<void> {
    await this.settled();
    await this.speak((this.spoken.at(-1) ?? 0) + 1, 6);
    await this.settled();
  }

  /** Remembers only the last turn: a long lesson must not grow with what watches it. */
  forget(): void {
    this.spoken.splice(0, this.spoken.length - 1);
    this.links.length = 0;
    this.notices.length = 0;
  }

  /** Texts of the learner's turns in the transcript, in its order. */
  get written(): readonly string[] {
    return this.core
      .snapshot()
      .transcript.flatMap((item) =>
        item.kind === 'message' && item.speaker === 'learner' ? [item.text] : [],
      );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #told(event: AnyEvent): void {
    if (event.name === 'microphone.gate') this.#stream = event.payload.stream;
    if (event.name === 'speaker.flush') this.#report(event.payload.flush, []);
    if (event.name === 'notice') this.notices.push(event.payload.failure.code);
    if (event.name === 'session.changed') this.#linked(event.payload.link.state);
    for (const check of [...this.#checks]) check();
  }

  #linked(state: LinkView['state']): void {
    if (state === this.#link) return;
    this.#link = state;
    this.links.push({ at: performance.now(), state });
    if (this.links.length > 20_000) this.links.splice(0, 10_000);
  }

  /** Everything is played the moment it comes. */
  #play(frame: AudioFrame): void {
    if (!frame.last)
      this.#sent.set(frame.stream, this.#played(frame.stream) + frame.samples.length);
    else queueMicrotask(() => this.#report(null, [frame.stream]));
    if (!frame.last && this.#sent.size > 64) {
      const [oldest] = this.#sent.keys();
      if (oldest !== undefined) this.#sent.delete(oldest);
    }
  }

  readonly #sent = new Map<number, number>();

  #played(stream: number): number {
    return this.#sent.get(stream) ?? 0;
  }

  #report(flush: number | null, streams: readonly number[]): void {
    const all = flush === null ? streams : [...this.#sent.keys()];
    const played = all.map((stream) => ({ stream, samples: this.#played(stream) })).slice(-64);
    void this.core.handlers['speaker.report']({ flush, played, pending: 0 });
  }
}
