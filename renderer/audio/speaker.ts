import type { AudioFrame } from '../../contract/audio-frame.ts';
import { type Disposable, DisposableStore } from '../../contract/base/disposable.ts';
import { Emitter } from '../../contract/base/emitter.ts';
import { type AudioBridge, report } from './audio-bridge.ts';
import type { WorkletLink } from './worklet-link.ts';
import type { PlaybackCommand, PlaybackMessage } from './worklets/messages.ts';

/** What went wrong in playing since the start; gaps are frames of the core that never came. */
export interface SpeakerStatistics {
  readonly underruns: number;
  readonly dropped: number;
  readonly gaps: number;
}

export interface SpeakerParts {
  readonly bridge: AudioBridge;
  readonly link: WorkletLink<PlaybackCommand, PlaybackMessage>;
}

/** Hands the core's audio to the playback worklet and tells the core what was played of it. */
export class Speaker implements Disposable {
  readonly #parts: SpeakerParts;
  readonly #store = new DisposableStore();
  readonly #levels = this.#store.add(new Emitter<void>());
  /** Emitted after every new `rms`. */
  readonly onLevel = this.#levels.listen;
  #rms = 0;
  #underruns = 0;
  #dropped = 0;
  #gaps = 0;
  #skipped = { stream: -1, samples: 0 };
  #stream = -1;
  #sequence = 0;

  constructor(parts: SpeakerParts) {
    this.#parts = parts;
    this.#store.add(parts.bridge.onAudio((frame) => this.#play(frame)));
    this.#store.add(parts.link.onMessage((message) => this.#receive(message)));
  }

  /** Root mean square of the last 32 ms, from 0 to 1. */
  get rms(): number {
    return this.#rms;
  }

  get statistics(): SpeakerStatistics {
    return { underruns: this.#underruns, dropped: this.#dropped, gaps: this.#gaps };
  }

  /** Silence at once, before the core has flushed what it will flush. */
  hush(): void {
    if (!this.#parts.link.failed) this.#parts.link.post({ kind: 'hush' });
  }

  /** Silence from the next quantum on; the core is told what was played. */
  flush(flush: number): void {
    if (this.#parts.link.failed) this.#answerNothing(flush);
    else this.#parts.link.post({ kind: 'flush', flush });
  }

  /** The worklet cannot come: flushes that have waited for it are answered. */
  abandon(waiting: readonly PlaybackCommand[]): void {
    for (const command of waiting) {
      if (command.kind === 'flush') this.#answerNothing(command.flush);
      else if (command.kind === 'frame') this.#skip(command.stream, command.samples.length);
    }
  }

  dispose(): void {
    this.#store.dispose();
  }

  #play(frame: AudioFrame): void {
    if (frame.kind !== 'speaker') return;
    const { stream, sequence, last, samples } = frame;
    const expected = stream === this.#stream ? this.#sequence : 0;
    this.#gaps += Math.max(0, sequence - expected);
    this.#stream = stream;
    this.#sequence = sequence + 1;
    if (this.#parts.link.failed) this.#skip(stream, samples.length);
    else this.#parts.link.post({ kind: 'frame', stream, last, samples });
  }

  #receive(message: PlaybackMessage): void {
    if (message.kind === 'level') {
      this.#rms = message.rms;
      this.#levels.emit();
      return;
    }
    const { flush, played, pending, underruns, dropped } = message;
    this.#underruns = underruns;
    this.#dropped = dropped;
    report(this.#parts.bridge, 'speaker.report', { flush, played, pending });
  }

  /** Without a worklet nothing sounds; the core must not wait for it. */
  #skip(stream: number, length: number): void {
    const before = stream === this.#skipped.stream ? this.#skipped.samples : 0;
    this.#skipped = { stream, samples: before + length };
    report(this.#parts.bridge, 'speaker.report', {
      flush: null,
      played: [this.#skipped],
      pending: 0,
    });
  }

  #answerNothing(flush: number): void {
    report(this.#parts.bridge, 'speaker.report', { flush, played: [], pending: 0 });
  }
}
