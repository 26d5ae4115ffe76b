import {
  type Chord,
  type HotkeyProblem,
  type HotkeyStatus,
  noHotkeys,
} from '../../contract/hotkeys.ts';
import type { HotkeySource } from '../core/hotkeys/hotkey-source.ts';
import { HotkeyBoard } from './hotkey-board.ts';

/** Where nothing can be listened for: says why, and never fires. */
export class SilentHotkeys implements HotkeySource {
  readonly #board: HotkeyBoard;

  constructor(problem: HotkeyProblem) {
    this.#board = new HotkeyBoard({ ...noHotkeys, problem });
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
  assign(): void {}
  record(): Promise<Chord | null> {
    return Promise.resolve(null);
  }
  stopRecording(): void {}
  releaseAll(): void {}
  requestAccess(): void {}
  dispose(): void {
    this.#board.dispose();
  }
}
