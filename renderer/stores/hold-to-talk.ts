import type { Disposable } from '../../contract/base/disposable.ts';
import { decidePress, type SessionView } from '../../contract/session.ts';

/** What holds the control down. `assistive` is a click without key or pointer: it toggles. */
export type HoldSource = 'pointer' | 'key' | 'assistive';

export interface HoldPorts {
  session(): Pick<SessionView, 'phase' | 'mode' | 'muted'>;
  /** The browser lets sound begin only inside a gesture. */
  gesture(): void;
  start(): void;
  begin(): void;
  end(): void;
  cancel(): void;
  mute(muted: boolean): void;
  held(held: boolean): void;
}

/**
 * The talk control, whatever presses it. The first source that presses owns the hold; a second
 * one is ignored until the first has let go, so that a turn begins and ends exactly once.
 */
export class HoldToTalk implements Disposable {
  readonly #ports: HoldPorts;
  #owner: HoldSource | null = null;
  #turn = false;

  constructor(ports: HoldPorts) {
    this.#ports = ports;
  }

  press(source: HoldSource): void {
    if (this.#owner !== null) return;
    this.#owner = source;
    this.#ports.gesture();
    const session = this.#ports.session();
    const what = decidePress(session);
    if (what === 'start') this.#ports.start();
    if (what === 'mute') this.#ports.mute(!session.muted);
    if (what !== 'begin') return;
    this.#turn = true;
    this.#ports.begin();
    this.#ports.held(true);
  }

  release(source: HoldSource): void {
    if (this.#owner === source) this.#letGo(() => this.#ports.end());
  }

  /** A click from assistive technology, which has no "down" and "up": the second one lets go. */
  toggle(): void {
    if (this.#owner === 'assistive') {
      this.release('assistive');
      return;
    }
    this.press('assistive');
    if (!this.#turn) this.release('assistive');
  }

  /** Lets go whoever holds: the window was left, or the pointer was taken away. */
  releaseAll(): void {
    this.#letGo(() => this.#ports.end());
  }

  /** Drops the open turn; false when there is none. */
  cancel(): boolean {
    const hadTurn = this.#turn;
    this.#letGo(() => this.#ports.cancel());
    return hadTurn;
  }

  dispose(): void {
    this.releaseAll();
  }

  #letGo(finish: () => void): void {
    const hadTurn = this.#turn;
    this.#owner = null;
    this.#turn = false;
    if (!hadTurn) return;
    finish();
    this.#ports.held(false);
  }
}
