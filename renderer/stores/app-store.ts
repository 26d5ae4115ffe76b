import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Disposable, DisposableStore } from '../../contract/base/disposable.ts';
import type { CallInput, CallName, CallOutput } from '../../contract/calls/calls.ts';
import { Failure } from '../../contract/failure.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { CloseReason } from '../bridge/close-reason.ts';
import { type AppState, initialState } from './app-state.ts';
import { addNotice, dismissNotice, reduceEvent } from './reduce-event.ts';

export type AppStore = StoreApi<AppState>;

/** Makes a call and tells whether it succeeded; a failure becomes a notice. Never rejects. */
export type Send = <N extends CallName>(name: N, input: CallInput<N>) => Promise<boolean>;

/** Makes a call for its answer; null after a failure, which becomes a notice. Never rejects. */
export type Ask = <N extends CallName>(
  name: N,
  input: CallInput<N>,
) => Promise<CallOutput<N> | null>;

/** The store that the whole page reads. */
export function createAppStore(state: AppState = initialState): AppStore {
  return createStore<AppState>()(() => state);
}

/** The page's one subscriber to the bridge: every event goes through `reduceEvent`. */
export function followBridge(
  store: AppStore,
  bridge: Pick<Bridge, 'onEvent' | 'onClose'>,
  closeReason: () => CloseReason,
): Disposable {
  const owned = new DisposableStore();
  owned.add(bridge.onEvent((event) => store.setState((state) => reduceEvent(state, event), true)));
  owned.add(bridge.onClose(() => store.setState({ link: 'closed', closeReason: closeReason() })));
  return owned;
}

/** A `Send` over `bridge`. What fails because the link has ended is told once, by the link. */
export function createSend(store: AppStore, bridge: Pick<Bridge, 'call'>): Send {
  return async (name, input) => {
    try {
      await bridge.call(name, input);
      return true;
    } catch (error) {
      if (store.getState().link !== 'closed') showFailure(store, error);
      return false;
    }
  };
}

/** An `Ask` over `bridge`. */
export function createAsk(store: AppStore, bridge: Pick<Bridge, 'call'>): Ask {
  return async (name, input) => {
    try {
      return await bridge.call(name, input);
    } catch (error) {
      if (store.getState().link !== 'closed') showFailure(store, error);
      return null;
    }
  };
}

/** Shows any error as a notice. */
export function showFailure(store: AppStore, error: unknown): void {
  store.setState((state) => addNotice(state, Failure.from(error).data), true);
}

/** Takes one notice away. */
export function hideNotice(store: AppStore, id: number): void {
  store.setState((state) => dismissNotice(state, id), true);
}
