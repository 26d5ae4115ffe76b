import { type Disposable, DisposableStore } from '../../contract/base/disposable.ts';
import type { CoreSurface } from '../core/host/core-surface.ts';

/** The longest recording that is kept: an hour at 24 kHz, 173 MB. What comes after is dropped. */
const MAX_SAMPLES = 3600 * 24_000;

/**
 * Takes the place of the loudspeaker: keeps what it is given, and says at once that it was played,
 * so that a turn is over when its answer is complete and not when it would have been heard.
 */
export class VirtualSpeaker implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #pieces: Int16Array[] = [];
  readonly #played = new Map<number, number>();
  #length = 0;
  /** When the first sample since `arm` came, on the clock of `performance.now`; null before. */
  firstSampleAt: number | null = null;

  constructor(core: CoreSurface) {
    const report = (flush: number | null): void => {
      const played = [...this.#played].slice(-8).map(([stream, samples]) => ({ stream, samples }));
      // Behind the event that is being delivered, as a report over a wire would be.
      queueMicrotask(() => core.handlers['speaker.report']({ flush, played, pending: 0 }));
    };
    this.#owned.add(
      core.onSpeakerAudio(({ stream, samples }) => {
        if (samples.length === 0) return;
        this.firstSampleAt ??= performance.now();
        this.#played.set(stream, (this.#played.get(stream) ?? 0) + samples.length);
        this.#keep(samples);
        report(null);
      }),
    );
    this.#owned.add(
      core.onEvent((event) => {
        if (event.name === 'speaker.flush') report(event.payload.flush);
      }),
    );
  }

  /** All that was played, in order. */
  get recording(): Int16Array {
    const all = new Int16Array(this.#length);
    let at = 0;
    for (const piece of this.#pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }

  /** Waits for the next answer's first sample. */
  arm(): void {
    this.firstSampleAt = null;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #keep(samples: Int16Array): void {
    if (this.#length + samples.length > MAX_SAMPLES) return;
    this.#pieces.push(samples.slice());
    this.#length += samples.length;
  }
}
