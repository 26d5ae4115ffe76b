import type { Disposable } from '../../contract/base/disposable.ts';
import { Emitter, type Listen } from '../../contract/base/emitter.ts';
import type { HotkeyAction, HotkeyPress, HotkeyStatus } from '../../contract/hotkeys.ts';

/**
 * What a source of keys tells: its status, and presses whose downs and ups strictly alternate.
 * A down of what is held and an up of what is not are swallowed.
 */
export class HotkeyBoard implements Disposable {
  readonly #statusChanges = new Emitter<void>();
  readonly #presses = new Emitter<HotkeyPress>();
  readonly #held = new Set<HotkeyAction>();
  #status: HotkeyStatus;

  constructor(status: HotkeyStatus) {
    this.#status = status;
  }

  get status(): HotkeyStatus {
    return this.#status;
  }

  get onStatus(): Listen<void> {
    return this.#statusChanges.listen;
  }

  get onPress(): Listen<HotkeyPress> {
    return this.#presses.listen;
  }

  /** Emits only when something in it has changed. */
  setStatus(status: HotkeyStatus): void {
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    this.#statusChanges.emit();
  }

  press({ action, down, cancelled }: HotkeyPress): void {
    if (this.#held.has(action) === down) return;
    if (down) this.#held.add(action);
    else this.#held.delete(action);
    this.#presses.emit({ action, down, cancelled: cancelled && !down });
  }

  /** An up for every action that is held. */
  releaseAll(): void {
    for (const action of [...this.#held]) this.press({ action, down: false, cancelled: false });
  }

  dispose(): void {
    this.releaseAll();
    this.#presses.dispose();
    this.#statusChanges.dispose();
  }
}
