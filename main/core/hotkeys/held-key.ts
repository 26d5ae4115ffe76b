import type { HotkeyPress } from '../../../contract/hotkeys.ts';

/** What a held key acts on. */
export interface HeldKeyPorts {
  /** Whether what this key has begun still goes on: it may have ended by other means. */
  open(): boolean;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** The key toggles: by choice, or because its release cannot be seen. */
  toggles(): boolean;
  /** The key went down and holds nothing. False: it has begun nothing that its release would end. */
  press(): boolean;
  end(cancelled: boolean): void;
}

/**
 * A shortcut's second key follows its first within this time (ms). Later, a stray key must not cost
 * what was said.
 */
const SHORTCUT_MILLISECONDS = 700;

/**
 * A global key that is held, or toggles. It begins a thing at most once and ends only what it has
 * begun itself: what the page's own control holds is left alone.
 */
export class HeldKey {
  readonly #ports: HeldKeyPorts;
  #begun = false;
  #since = 0;

  constructor(ports: HeldKeyPorts) {
    this.#ports = ports;
  }

  handle({ down, cancelled }: Pick<HotkeyPress, 'down' | 'cancelled'>): void {
    if (this.#begun && !this.#ports.open()) this.#begun = false;
    if (!down) this.#up(cancelled);
    else if (this.#begun) this.release(false);
    else this.#press();
  }

  /** Ends what the key has begun, also when it was toggled. */
  release(cancelled: boolean): void {
    if (!this.#begun) return;
    this.#begun = false;
    this.#ports.end(cancelled);
  }

  #press(): void {
    this.#since = this.#ports.now();
    this.#begun = this.#ports.press();
  }

  #up(cancelled: boolean): void {
    const shortcut = cancelled && this.#ports.now() - this.#since < SHORTCUT_MILLISECONDS;
    if (shortcut || !this.#ports.toggles()) this.release(shortcut);
  }
}
