import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HotkeyPress } from '../../contract/hotkeys.ts';

export type DialogName = 'settings' | 'scenarios' | 'shortcuts' | 'cost' | 'usage';

/** A global key as it was seen by this page. */
export interface SeenKey {
  readonly down: boolean;
  /** Times that it went down. */
  readonly count: number;
}

/** What only this page knows: the open dialog, what is held down, and whether sound is tried out. */
export interface UiState {
  readonly dialog: DialogName | null;
  readonly held: boolean;
  /** The control that asks for help is held. */
  readonly asking: boolean;
  readonly keys: Readonly<Record<HotkeyPress['action'], SeenKey>>;
  /** The microphone is open without a session, because the learner is trying it. */
  readonly tryingMicrophone: boolean;
}

export type UiStore = StoreApi<UiState>;

const unseen: SeenKey = { down: false, count: 0 };

/** One a page. */
export function createUiStore(): UiStore {
  return createStore<UiState>()(() => ({
    dialog: null,
    held: false,
    asking: false,
    keys: { talk: unseen, help: unseen, hint: unseen },
    tryingMicrophone: false,
  }));
}

/** Notes that a global key went down or up. */
export function seePress(ui: UiStore, { action, down }: HotkeyPress): void {
  ui.setState(({ keys }) => {
    const { count } = keys[action];
    return { keys: { ...keys, [action]: { down, count: down ? count + 1 : count } } };
  });
}
