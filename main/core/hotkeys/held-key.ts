import {
  decideHold,
  type Hold,
  type HoldInput,
  released,
  type TalkStyle,
} from '../../../contract/hold.ts';
import type { HotkeyPress } from '../../../contract/hotkeys.ts';

/** What a held key acts on. */
export interface HeldKeyPorts {
  /** Whether what this key has begun still goes on: it may have ended by other means. */
  open(): boolean;
  /** What this key is for goes on by itself, whoever has begun it: the next press ends it. */
  latched(): boolean;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** `toggle` also where its release cannot be seen. */
  style(): TalkStyle;
  /** The key went down and holds nothing. False: it has begun nothing that its release would end. */
  press(): boolean;
  /** The key is up, and what it has begun goes on. */
  latch(): void;
  end(cancelled: boolean): void;
}

/**
 * A global key that is held, or toggles. It begins a thing at most once and ends only what it has
 * begun itself, or what goes on by itself: what the page's own control holds is left alone.
 */
export class HeldKey {
  readonly #ports: HeldKeyPorts;
  #hold: Hold = released;

  constructor(ports: HeldKeyPorts) {
    this.#ports = ports;
  }

  handle({ down, cancelled }: Pick<HotkeyPress, 'down' | 'cancelled'>): void {
    if (down) this.#decide('down');
    else this.#decide(cancelled ? 'shortcut' : 'up');
  }

  /** Ends what the key has begun, also when it was toggled. */
  release(cancelled: boolean): void {
    this.#forget();
    if (this.#hold.kind === 'up') return;
    this.#hold = released;
    this.#ports.end(cancelled);
  }

  #decide(input: HoldInput): void {
    this.#forget();
    const ports = this.#ports;
    if (input === 'down' && this.#hold.kind === 'up' && ports.latched()) {
      ports.end(false);
      return;
    }
    const { hold, step } = decideHold(this.#hold, input, {
      style: ports.style(),
      now: ports.now(),
    });
    this.#hold = hold;
    if (step === 'begin' && !ports.press()) this.#hold = released;
    if (step === 'latch') ports.latch();
    if (step === 'end' || step === 'cancel') ports.end(step === 'cancel');
  }

  #forget(): void {
    if (this.#hold.kind !== 'up' && !this.#ports.open()) this.#hold = released;
  }
}
