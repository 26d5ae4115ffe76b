import { type Disposable, DisposableStore, disposable } from '../../contract/base/disposable.ts';

/** What of a sound context is locked until a gesture. */
export interface Lockable {
  readonly state: string;
  resume(): Promise<void>;
}

export interface SoundLockParts {
  readonly context: Lockable;
  /** Where gestures are seen: the window. */
  readonly gestures: Pick<EventTarget, 'addEventListener'>;
  /** Sound is needed, and the browser still waits for a gesture. */
  readonly onBlocked: () => void;
}

/** Milliseconds that a browser may take to let sound begin where it wants to. */
const PATIENCE = 500;

/**
 * Browsers keep a page silent until it was clicked or typed into, or (Chromium) has the microphone.
 * Any gesture lets sound begin; when a session was opened without one, by a global key, and that
 * was not enough, the learner is asked for it.
 */
export class SoundLock implements Disposable {
  readonly #parts: SoundLockParts;
  readonly #owned = new DisposableStore();

  constructor(parts: SoundLockParts) {
    this.#parts = parts;
    const ending = new AbortController();
    this.#owned.add(disposable(() => ending.abort()));
    const options = { capture: true, signal: ending.signal };
    const unlock = (): void => this.#resume();
    parts.gestures.addEventListener('pointerdown', unlock, options);
    parts.gestures.addEventListener('keydown', unlock, options);
  }

  /** Sound is about to be heard. */
  needed(): void {
    if (this.#isRunning()) return;
    this.#resume();
    const timer = setTimeout(() => {
      if (!this.#isRunning()) this.#parts.onBlocked();
    }, PATIENCE);
    this.#owned.add(disposable(() => clearTimeout(timer)));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #isRunning(): boolean {
    return this.#parts.context.state === 'running';
  }

  #resume(): void {
    if (!this.#isRunning()) this.#parts.context.resume().catch(() => undefined);
  }
}
