import { type Disposable, DisposableStore } from '../../contract/base/disposable.ts';
import type { WorkletLink } from './worklet-link.ts';
import { type CaptureCommand, type CaptureMessage, SAMPLE_RATE } from './worklets/messages.ts';

/** Seconds that a self-test records. */
export const TAKE_SECONDS = 3;

/** A context that can play a buffer. */
type Stage = Pick<BaseAudioContext, 'createBuffer' | 'createBufferSource' | 'destination'>;

/**
 * Lets the learner hear what the microphone hears. What is recorded stays in the page, and is
 * forgotten with the promise that brought it.
 */
export class SelfTest implements Disposable {
  readonly #link: WorkletLink<CaptureCommand, CaptureMessage>;
  readonly #context: Stage;
  readonly #store = new DisposableStore();
  #recorded: (samples: Int16Array | null) => void = () => undefined;
  #source: AudioBufferSourceNode | null = null;

  constructor(parts: { link: WorkletLink<CaptureCommand, CaptureMessage>; context: Stage }) {
    this.#link = parts.link;
    this.#context = parts.context;
    this.#store.add(
      parts.link.onMessage((message) => {
        if (message.kind === 'take') this.#recorded(message.samples);
      }),
    );
  }

  /** Three seconds of the open microphone, as PCM16 at 24 kHz; null when it was stopped. */
  record(): Promise<Int16Array | null> {
    this.stop();
    if (this.#link.failed) return Promise.resolve(null);
    const { promise, resolve } = Promise.withResolvers<Int16Array | null>();
    this.#recorded = resolve;
    this.#link.post({ kind: 'take', samples: TAKE_SECONDS * SAMPLE_RATE });
    return promise;
  }

  /** Plays a recording; settles when it has ended or was stopped. */
  play(samples: Int16Array): Promise<void> {
    this.stop();
    const buffer = this.#context.createBuffer(1, samples.length, SAMPLE_RATE);
    buffer.copyToChannel(
      Float32Array.from(samples, (sample) => sample / 0x8000),
      0,
    );
    const source = this.#context.createBufferSource();
    const { promise, resolve } = Promise.withResolvers<void>();
    source.buffer = buffer;
    source.onended = () => resolve();
    source.connect(this.#context.destination);
    source.start();
    this.#source = source;
    return promise;
  }

  /** Ends what is being recorded or played. */
  stop(): void {
    this.#recorded(null);
    this.#recorded = () => undefined;
    if (!this.#link.failed) this.#link.post({ kind: 'take', samples: 0 });
    this.#source?.stop();
    this.#source?.disconnect();
    this.#source = null;
  }

  dispose(): void {
    this.stop();
    this.#store.dispose();
  }
}
