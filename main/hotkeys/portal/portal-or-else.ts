import { DisposableStore } from '../../../contract/base/disposable.ts';
import { Emitter } from '../../../contract/base/emitter.ts';
import type { Chord, HotkeyPress, HotkeyStatus, Hotkeys } from '../../../contract/hotkeys.ts';
import type { HotkeySource } from '../../core/hotkeys/hotkey-source.ts';
import { noKeys } from '../each-action.ts';
import type { PortalHotkeys } from './portal-hotkeys.ts';

/** The portal, until it turns out not to be there; from then on the source that `orElse` makes. */
export class PortalOrElse implements HotkeySource {
  readonly #statusChanges = new Emitter<void>();
  readonly #presses = new Emitter<HotkeyPress>();
  readonly #owned = new DisposableStore();
  #current: HotkeySource;
  #hotkeys = noKeys;

  constructor(portal: PortalHotkeys, orElse: () => HotkeySource) {
    this.#current = portal;
    this.#relay(portal);
    this.#owned.add(
      portal.onUnavailable(() => {
        const second = orElse();
        this.#current = second;
        this.#relay(second);
        second.assign(this.#hotkeys);
        this.#statusChanges.emit();
      }),
    );
  }

  get status(): HotkeyStatus {
    return this.#current.status;
  }
  get onStatus() {
    return this.#statusChanges.listen;
  }
  get onPress() {
    return this.#presses.listen;
  }

  assign(hotkeys: Hotkeys): void {
    this.#hotkeys = hotkeys;
    this.#current.assign(hotkeys);
  }
  record(): Promise<Chord | null> {
    return this.#current.record();
  }
  stopRecording(): void {
    this.#current.stopRecording();
  }
  releaseAll(): void {
    this.#current.releaseAll();
  }
  requestAccess(): void {
    this.#current.requestAccess();
  }

  dispose(): void {
    this.#owned.dispose();
    this.#presses.dispose();
    this.#statusChanges.dispose();
  }

  #relay(source: HotkeySource): void {
    const status = source.onStatus(() => {
      if (source === this.#current) this.#statusChanges.emit();
    });
    const press = source.onPress((value) => this.#presses.emit(value));
    // Last in, first out: a source is disposed while it is still heard, so that its ups arrive.
    for (const member of [status, press, source]) this.#owned.add(member);
  }
}
