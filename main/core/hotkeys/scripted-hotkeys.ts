import { Emitter } from '../../../contract/base/emitter.ts';
import {
  type Chord,
  type HotkeyPress,
  type HotkeyStatus,
  type Hotkeys,
  noHotkeys,
} from '../../../contract/hotkeys.ts';
import type { HotkeySource } from './hotkey-source.ts';

/** Global keys that a test presses. It keeps the promise that downs and ups alternate. */
export class ScriptedHotkeys implements HotkeySource {
  status: HotkeyStatus = {
    source: 'hook',
    can: { hold: true, mouse: true, loneModifier: true, choose: true },
    problem: null,
    state: { talk: 'active', help: 'off', hint: 'off' },
    names: {},
  };
  readonly assigned: Hotkeys[] = [];
  readonly #statuses = new Emitter<void>();
  readonly #presses = new Emitter<HotkeyPress>();
  readonly onStatus = this.#statuses.listen;
  readonly onPress = this.#presses.listen;
  readonly #held = new Set<HotkeyPress['action']>();
  #recording: ((chord: Chord | null) => void) | null = null;
  accessRequests = 0;

  assign(hotkeys: Hotkeys): void {
    this.assigned.push(hotkeys);
  }

  record(): Promise<Chord | null> {
    this.stopRecording();
    const { promise, resolve } = Promise.withResolvers<Chord | null>();
    this.#recording = resolve;
    return promise;
  }

  stopRecording(): void {
    this.recorded(null);
  }

  /** The learner presses a chord while it is being recorded. */
  recorded(chord: Chord | null): void {
    this.#recording?.(chord);
    this.#recording = null;
  }

  press(action: HotkeyPress['action']): void {
    if (this.#held.has(action)) return;
    this.#held.add(action);
    this.#presses.emit({ action, down: true, cancelled: false });
  }

  release(action: HotkeyPress['action'], cancelled = false): void {
    if (this.#held.delete(action)) this.#presses.emit({ action, down: false, cancelled });
  }

  releaseAll(): void {
    for (const action of [...this.#held]) this.release(action);
  }

  become(status: Partial<HotkeyStatus>): void {
    this.status = { ...this.status, ...status };
    this.#statuses.emit();
  }

  requestAccess(): void {
    this.accessRequests += 1;
  }

  dispose(): void {
    this.stopRecording();
    this.releaseAll();
    this.status = noHotkeys;
  }
}
