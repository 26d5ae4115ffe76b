import { createStore, type StoreApi } from 'zustand/vanilla';

export type DialogName = 'settings' | 'scenarios' | 'shortcuts' | 'cost' | 'usage';

/** What only this page knows: the open dialog, and whether the talk control is held down. */
export interface UiState {
  readonly dialog: DialogName | null;
  readonly held: boolean;
}

export type UiStore = StoreApi<UiState>;

/** One a page. */
export function createUiStore(): UiStore {
  return createStore<UiState>()(() => ({ dialog: null, held: false }));
}
