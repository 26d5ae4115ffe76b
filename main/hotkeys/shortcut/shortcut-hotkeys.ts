import type { Chord, HotkeyAction, HotkeyStatus, Hotkeys } from '../../../contract/hotkeys.ts';
import type { Log } from '../../core/base/log.ts';
import type { HotkeySource } from '../../core/hotkeys/hotkey-source.ts';
import { actions, noKeys, stateOfEach } from '../each-action.ts';
import { HotkeyBoard } from '../hotkey-board.ts';
import { acceleratorOf } from '../key-names.ts';

/** Electron's `globalShortcut`, as far as it is used. */
export interface GlobalShortcut {
  /** False when the system, or another app, has the key. */
  register(accelerator: string, action: () => void): boolean;
  unregister(accelerator: string): void;
}

/** Keys whose press is seen and whose release is not: each press is a down and at once its up. */
export class ShortcutHotkeys implements HotkeySource {
  readonly #shortcut: GlobalShortcut;
  readonly #log: Log;
  readonly #board: HotkeyBoard;
  readonly #registered = new Map<HotkeyAction, string>();
  #isDisposed = false;

  constructor(options: { readonly globalShortcut: GlobalShortcut; readonly log: Log }) {
    this.#shortcut = options.globalShortcut;
    this.#log = options.log;
    this.#board = new HotkeyBoard(statusOf(noKeys, this.#registered));
  }

  get status(): HotkeyStatus {
    return this.#board.status;
  }
  get onStatus() {
    return this.#board.onStatus;
  }
  get onPress() {
    return this.#board.onPress;
  }

  assign(hotkeys: Hotkeys): void {
    if (this.#isDisposed) return;
    this.#unregister();
    for (const action of actions) this.#register(action, hotkeys[action]);
    this.#board.setStatus(statusOf(hotkeys, this.#registered));
  }

  /** A chord cannot be recorded by a source that sees only what it has registered. */
  record(): Promise<Chord | null> {
    return Promise.resolve(null);
  }
  stopRecording(): void {}
  releaseAll(): void {}
  requestAccess(): void {}

  dispose(): void {
    this.#isDisposed = true;
    this.#unregister();
    this.#board.dispose();
  }

  #register(action: HotkeyAction, chord: Chord | null): void {
    const accelerator = chord === null ? null : acceleratorOf(chord);
    if (accelerator === null) return;
    try {
      if (this.#shortcut.register(accelerator, () => this.#tap(action)))
        this.#registered.set(action, accelerator);
    } catch (error) {
      this.#log.warn('A shortcut was not understood.', { accelerator, error: String(error) });
    }
  }

  #unregister(): void {
    for (const accelerator of this.#registered.values()) this.#shortcut.unregister(accelerator);
    this.#registered.clear();
  }

  #tap(action: HotkeyAction): void {
    this.#board.press({ action, down: true, cancelled: false });
    this.#board.press({ action, down: false, cancelled: false });
  }
}

function statusOf(hotkeys: Hotkeys, registered: ReadonlyMap<HotkeyAction, string>): HotkeyStatus {
  return {
    source: 'shortcut',
    can: { hold: false, mouse: false, loneModifier: false, choose: true },
    problem: 'no_portal',
    state: stateOfEach((action) => {
      if (hotkeys[action] === null) return 'off';
      return registered.has(action) ? 'active' : 'refused';
    }),
    names: {},
  };
}
