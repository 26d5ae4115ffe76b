import type { Disposable } from '../../contract/base/disposable.ts';
import {
  decideHold,
  type Hold,
  type HoldInput,
  released,
  type TalkStyle,
} from '../../contract/hold.ts';
import { decidePress, type SessionView } from '../../contract/session.ts';

/** What holds the control down. `assistive` is a click without key or pointer: it toggles. */
export type HoldSource = 'pointer' | 'key' | 'assistive';

export interface HoldPorts {
  session(): Pick<SessionView, 'phase' | 'mode' | 'muted'>;
  /** What the control is for goes on by itself, whoever has begun it: the next press ends it. */
  latched(): boolean;
  style(): TalkStyle;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** The browser lets sound begin only inside a gesture. */
  gesture(): void;
  start(): void;
  begin(): void;
  latch(): void;
  end(): void;
  cancel(): void;
  mute(muted: boolean): void;
  /** What the control has begun goes on, whether or not it is held down. */
  held(held: boolean): void;
}

/**
 * The talk control, whatever presses it. The first source that presses owns it; a second one is
 * ignored until the first has let go, so that a turn begins and ends exactly once.
 */
export class HoldToTalk implements Disposable {
  readonly #ports: HoldPorts;
  #owner: HoldSource | null = null;
  #hold: Hold = released;

  constructor(ports: HoldPorts) {
    this.#ports = ports;
  }

  press(source: HoldSource): void {
    if (this.#owner !== null) return;
    this.#owner = source;
    this.#ports.gesture();
    if (this.#hold.kind === 'up' && this.#ports.latched()) {
      this.#ports.end();
      return;
    }
    const session = this.#ports.session();
    const what = decidePress(session);
    if (this.#hold.kind === 'up' && what !== 'begin') {
      if (what === 'start') this.#ports.start();
      if (what === 'mute') this.#ports.mute(!session.muted);
      return;
    }
    this.#decide('down', this.#ports.style());
  }

  release(source: HoldSource): void {
    if (this.#owner !== source) return;
    this.#owner = null;
    this.#decide('up', source === 'assistive' ? 'toggle' : this.#ports.style());
  }

  /** A click from assistive technology, which has no "down" and "up": the second one lets go. */
  toggle(): void {
    this.press('assistive');
    this.release('assistive');
  }

  /** Lets go whoever holds: the window was left, or the pointer was taken away. */
  releaseAll(): void {
    this.#owner = null;
    this.#decide('lost', this.#ports.style());
  }

  /** Drops what is open, whoever has begun it; false when there is nothing that this could drop. */
  cancel(): boolean {
    const isOpen = this.#hold.kind !== 'up' || this.#ports.latched();
    this.#owner = null;
    if (isOpen) this.#finish(() => this.#ports.cancel());
    return isOpen;
  }

  /** What was toggled has ended by other means. */
  forget(): void {
    if (this.#hold.kind === 'latched') this.#finish(() => undefined);
  }

  dispose(): void {
    this.#owner = null;
    if (this.#hold.kind !== 'up') this.#finish(() => this.#ports.end());
  }

  #decide(input: HoldInput, style: TalkStyle): void {
    const ports = this.#ports;
    const { hold, step } = decideHold(this.#hold, input, { style, now: ports.now() });
    this.#hold = hold;
    if (step === 'begin') {
      ports.begin();
      ports.held(true);
    }
    if (step === 'latch') ports.latch();
    if (step === 'end') this.#finish(() => ports.end());
  }

  #finish(finish: () => void): void {
    this.#hold = released;
    finish();
    this.#ports.held(false);
  }
}
