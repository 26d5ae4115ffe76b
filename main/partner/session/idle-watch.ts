import type { Disposable } from '../../../contract/base/disposable.ts';
import type { PartnerClock } from '../base/clock.ts';

/** Waits for a learner who says nothing after an answer. */
export class IdleWatch implements Disposable {
  readonly #clock: PartnerClock;
  readonly #onIdle: () => void;
  #alarm: Disposable | null = null;

  constructor(clock: PartnerClock, onIdle: () => void) {
    this.#clock = clock;
    this.#onIdle = onIdle;
  }

  /** Starts to wait anew. The time counts from the end of the answer's playback. */
  arm(playbackMilliseconds: number, idleMilliseconds: number | null): void {
    this.dispose();
    if (idleMilliseconds === null) return;
    this.#alarm = this.#clock.after(playbackMilliseconds + idleMilliseconds, () => {
      this.#alarm = null;
      this.#onIdle();
    });
  }

  /** Stops waiting; `arm` may follow. */
  dispose(): void {
    this.#alarm?.dispose();
    this.#alarm = null;
  }
}
