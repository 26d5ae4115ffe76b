import type { AudioFrame } from '../../contract/audio-frame.ts';
import type { AnyEvent, EventName, EventPayload } from '../../contract/events/events.ts';
import type { SessionView, TranscriptItem } from '../../contract/session.ts';
import type { Settings } from '../../contract/settings.ts';
import { streamAudio } from '../../main/terminal/virtual-microphone.ts';
import type { BridgedPage, Heard } from '../contract/page-end.ts';

/** A learner at a page: knows what it shows, holds, speaks and waits. */
export class Learner {
  readonly page: BridgedPage;
  readonly #played = new Map<number, number>();
  #stream: number | null = null;
  #sequence = 0;

  constructor(page: BridgedPage) {
    this.page = page;
    page.bridge.onAudio(({ stream, samples }) => {
      this.#played.set(stream, (this.#played.get(stream) ?? 0) + samples.length);
      this.#report(null);
    });
    page.bridge.onEvent((event) => {
      if (event.name === 'microphone.gate') this.#gate(event.payload.stream);
      if (event.name === 'speaker.flush') this.#report(event.payload.flush);
    });
  }

  /** The session as the page has it; null before the snapshot. */
  get session(): SessionView | null {
    return this.#last('session.changed') ?? this.#last('snapshot')?.session ?? null;
  }

  get settings(): Settings | null {
    return this.#last('settings.changed') ?? this.#last('snapshot')?.settings ?? null;
  }

  /** The stream that the microphone is open for, or null. */
  get microphone(): number | null {
    const gate = this.#last('microphone.gate');
    return gate === undefined ? (this.#last('snapshot')?.microphone ?? null) : gate.stream;
  }

  /** The words, item by item, in the order in which they were first shown. */
  get transcript(): TranscriptItem[] {
    const items = new Map<string, TranscriptItem>();
    for (const { name, payload } of this.#events()) {
      if (name === 'snapshot') for (const item of payload.transcript) items.set(item.id, item);
      if (name === 'transcript.changed') items.set(payload.item.id, payload.item);
      if (name === 'transcript.removed') for (const id of payload.ids) items.delete(id);
    }
    return [...items.values()];
  }

  /** Nobody speaks, and nothing is left unsaid: between two pieces of an answer it is idle as well. */
  get settled(): boolean {
    const open = this.transcript.some(
      (item) => item.kind === 'message' && (item.status === 'pending' || item.status === 'partial'),
    );
    return this.session?.phase === 'idle' && !open;
  }

  /** How many frames of answers were heard. */
  get frames(): number {
    return this.page.heard.values.filter(({ kind }) => kind === 'audio').length;
  }

  /** Where things stand, for whoever must find out why a test waits in vain. */
  get whereabouts(): string {
    const { session, microphone, frames, settled } = this;
    const last = this.page.heard.values.slice(-12).map((heard) => {
      if (heard.kind !== 'event') return heard.kind;
      return { name: heard.event.name, payload: JSON.stringify(heard.event.payload).slice(0, 300) };
    });
    return JSON.stringify({ phase: session?.phase, microphone, frames, settled, last }, null, 1);
  }

  /** Resolves once this is so; looks whenever the page hears something. */
  async until(wanted: (learner: this) => unknown): Promise<void> {
    await this.page.heard.until(() => Boolean(wanted(this)));
  }

  /** Opens a session and hears the partner out. */
  async start(): Promise<void> {
    await this.page.bridge.call('session.start', { keep: false });
    await this.until(({ frames, settled }) => frames > 0 && settled);
  }

  /**
   * Speaks into the stream that is open; resolves when the words have arrived. Faster than life, and
   * not at once: a key that is held for less than 100 ms was touched by accident.
   */
  async speak(samples: Int16Array): Promise<void> {
    if (this.#stream === null) throw new Error('The microphone is closed.');
    const send = { microphoneFrame: (frame: AudioFrame) => this.#send(frame) };
    await streamAudio(send, { samples, stream: this.#stream, pace: 8 });
    // A key comes by another way than the words: not before they have arrived.
    await this.page.bridge.call('levels.report', { microphone: 0, speaker: 0 });
  }

  /** A new stream begins, or the one that is open gets its last frame. */
  #gate(stream: number | null): void {
    if (stream === null && this.#stream !== null) {
      const last = { stream: this.#stream, sequence: this.#sequence, last: true };
      this.#send({ kind: 'microphone', ...last, samples: new Int16Array() });
    }
    this.#stream = stream;
    this.#sequence = 0;
  }

  #send(frame: AudioFrame): void {
    this.#sequence = frame.sequence + 1;
    this.page.bridge.sendAudio(frame);
  }

  /** Everything is heard at once: a turn is over when its answer is complete. */
  #report(flush: number | null): void {
    const played = [...this.#played].slice(-8).map(([stream, samples]) => ({ stream, samples }));
    // A page that is gone has nothing left to say.
    void this.page.bridge.call('speaker.report', { flush, played, pending: 0 }).catch(() => {});
  }

  #last<N extends EventName>(name: N): EventPayload<N> | undefined {
    const found = this.#events().findLast((event) => event.name === name);
    return found?.payload as EventPayload<N> | undefined;
  }

  #events(): AnyEvent[] {
    const isEvent = (heard: Heard) => heard.kind === 'event';
    return this.page.heard.values.filter(isEvent).map(({ event }) => event);
  }
}
