import { createStore, type StoreApi } from 'zustand/vanilla';

export type DialogName = 'settings' | 'scenarios' | 'shortcuts' | 'cost' | 'usage';

/** What only this page knows: the open dialog, and which of its two controls is held down. */
export interface UiState {
  readonly dialog: DialogName | null;
  readonly held: boolean;
  /** The control that asks for help is held. */
  readonly asking: boolean;
}

export type UiStore = StoreApi<UiState>;

/** One a page. */
export function createUiStore(): UiStore {
  return createStore<UiState>()(() => ({ dialog: null, held: false, asking: false }));
}
