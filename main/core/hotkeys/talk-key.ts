import { assertNever } from '../../../contract/base/assert-never.ts';
import type { HotkeyPress } from '../../../contract/hotkeys.ts';
import { decidePress, type SessionView } from '../../../contract/session.ts';

/** What the keys act on. */
export interface TalkKeyPorts {
  session(): SessionView;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** The key toggles: by choice, or because its release cannot be seen. */
  toggles(): boolean;
  start(): void;
  begin(): void;
  end(cancelled: boolean): void;
  mute(muted: boolean): void;
}

/**
 * A shortcut's second key follows its first within this time (ms). Later, a stray key must not cost
 * what was said.
 */
const SHORTCUT_MILLISECONDS = 700;

/**
 * The global talk key. It begins a turn at most once and ends only a turn that it has begun: one
 * that the page's own control holds is left alone.
 */
export class TalkKey {
  readonly #ports: TalkKeyPorts;
  #turn = false;
  #since = 0;

  constructor(ports: TalkKeyPorts) {
    this.#ports = ports;
  }

  handle({ down, cancelled }: Pick<HotkeyPress, 'down' | 'cancelled'>): void {
    if (this.#turn && this.#ports.session().phase !== 'listening') this.#turn = false;
    if (!down) this.#up(cancelled);
    else if (this.#turn) this.release(false);
    else this.#down();
  }

  /** Ends the turn that the key has begun, also one that was toggled. */
  release(cancelled: boolean): void {
    if (!this.#turn) return;
    this.#turn = false;
    this.#ports.end(cancelled);
  }

  #up(cancelled: boolean): void {
    const shortcut = cancelled && this.#ports.now() - this.#since < SHORTCUT_MILLISECONDS;
    if (shortcut || !this.#ports.toggles()) this.release(shortcut);
  }

  #down(): void {
    const session = this.#ports.session();
    const what = decidePress(session);
    switch (what) {
      case 'start':
        this.#ports.start();
        break;
      case 'mute':
        this.#ports.mute(!session.muted);
        break;
      case 'begin':
        if (session.phase === 'listening') break;
        this.#turn = true;
        this.#since = this.#ports.now();
        this.#ports.begin();
        break;
      case 'wait':
        break;
      default:
        assertNever(what);
    }
  }
}
