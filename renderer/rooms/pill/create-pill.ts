import { type Disposable, DisposableStore, disposable } from '../../../contract/base/disposable.ts';
import type { EventPayload } from '../../../contract/events/events.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import type { CloseReason } from '../../bridge/close-reason.ts';
import type { AppState } from '../../stores/app-state.ts';
import { type AppStore, createAppStore, followBridge } from '../../stores/app-store.ts';

/** What the pill can do: nothing to the conversation. */
export interface Pill extends Disposable {
  readonly store: AppStore;
  /** Heights from 0 to 1 as the main page last measured them, cheap enough for every redraw. */
  readonly meters: { input(): number; output(): number };
  showMain(): void;
  /** The pointer has come to the pill, or gone: meanwhile it takes clicks. */
  pointed(pointed: boolean): void;
}

/** A page that looks on, over `bridge`, which must not have delivered anything yet. */
export function createPill(
  bridge: Pick<Bridge, 'call' | 'onEvent' | 'onClose'>,
  closeReason: () => CloseReason,
): Pill {
  const owned = new DisposableStore();
  const store = createAppStore();
  let levels: EventPayload<'levels.measured'> = { microphone: 0, speaker: 0 };
  owned.add(followBridge(store, bridge, closeReason));
  owned.add(disposable(store.subscribe((after, before) => moveOn(store, after, before))));
  owned.add(
    bridge.onEvent((event) => {
      if (event.name === 'levels.measured') levels = event.payload;
    }),
  );
  return {
    store,
    meters: { input: () => levels.microphone, output: () => levels.speaker },
    // Whether the window behind can do it is the host's business; there is nothing to tell.
    showMain: () => void bridge.call('desktop.showMain', {}).catch(() => undefined),
    pointed: (pointed) => {
      bridge.call('desktop.pillPointed', { pointed }).catch(() => undefined);
    },
    dispose: () => owned.dispose(),
  };
}

/** Nothing can be dismissed here, so a notice goes when somebody speaks again. */
function moveOn(store: AppStore, after: AppState, before: AppState): void {
  const { phase } = after.session;
  const isNew = phase !== before.session.phase && (phase === 'listening' || phase === 'speaking');
  if (isNew && after.notices.length > 0) store.setState({ notices: [] });
}
