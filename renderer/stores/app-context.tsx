import { createContext, type ReactNode, use } from 'react';
import { useStore } from 'zustand';
import type { AudioEngine } from '../audio/audio-engine.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { AppState } from './app-state.ts';
import type { AppStore, Ask, Send } from './app-store.ts';
import type { HoldToTalk } from './hold-to-talk.ts';
import type { DialogName, UiState, UiStore } from './ui-store.ts';

/** What a component may reach. Made once a page, and the same for its whole life. */
export interface App {
  readonly store: AppStore;
  readonly ui: UiStore;
  readonly send: Send;
  /** A call whose answer, or `Failure`, is told where it was asked for. */
  readonly call: Bridge['call'];
  readonly ask: Ask;
  readonly hold: HoldToTalk;
  /** The control that asks for help: held like the talk control, and never together with it. */
  readonly help: HoldToTalk;
  readonly engine: Pick<
    AudioEngine,
    | 'meters'
    | 'devices'
    | 'onDevices'
    | 'openMicrophone'
    | 'microphone'
    | 'onMicrophone'
    | 'selfTest'
    | 'onLevels'
    | 'resume'
  >;
  readonly reload: () => void;
}

const AppContext = createContext<App | null>(null);

/** Gives the components below it their app. */
export function AppProvider({ app, children }: { app: App; children: ReactNode }) {
  return <AppContext value={app}>{children}</AppContext>;
}

/** The app of this page; throws outside an `AppProvider`. */
export function useApp(): App {
  const app = use(AppContext);
  if (app === null) throw new Error('There is no AppProvider above this component.');
  return app;
}

/** A part of the state. `select` must return the same value for the same state. */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().store, select);
}

/** A part of what only this page knows. */
export function useUiState<T>(select: (state: UiState) => T): T {
  return useStore(useApp().ui, select);
}

/** Opens a dialog, or closes the open one. */
export function useShowDialog(): (dialog: DialogName | null) => void {
  const { ui } = useApp();
  return (dialog) => ui.setState({ dialog });
}
