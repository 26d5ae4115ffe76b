import type { Disposable } from '../../../contract/base/disposable.ts';
import type { Listen } from '../../../contract/base/emitter.ts';
import type { Chord, HotkeyPress, HotkeyStatus, Hotkeys } from '../../../contract/hotkeys.ts';

/**
 * Keys that are heard whatever application is in front. Downs and ups of an action strictly
 * alternate: repeats are swallowed, and an up is made up when the real one can no longer come (the
 * listener died, the machine goes to sleep, the screen is locked, other keys are assigned).
 * Where only presses are seen (`status.can.hold` is false), a press is a down followed at once by
 * its up.
 */
export interface HotkeySource extends Disposable {
  readonly status: HotkeyStatus;
  /** Emitted after every change of `status`. */
  readonly onStatus: Listen<void>;
  readonly onPress: Listen<HotkeyPress>;
  /** Listens for these keys, in place of those before. Nothing listens before the first call. */
  assign(hotkeys: Hotkeys): void;
  /**
   * The next chord that is pressed and let go of anywhere; null when recording was stopped, is
   * not possible here, or Escape was pressed. No action fires meanwhile.
   */
  record(): Promise<Chord | null>;
  stopRecording(): void;
  /** Lets go of everything that is held: the machine sleeps or is locked. */
  releaseAll(): void;
  /** Asks the system for the permission that `status.problem` names, where there is one. */
  requestAccess(): void;
}
