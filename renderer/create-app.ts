import type { Disposable } from '../contract/base/disposable.ts';
import { DisposableStore } from '../contract/base/disposable.ts';
import type { AudioEngine } from './audio/audio-engine.ts';
import type { Bridge } from './bridge/bridge.ts';
import type { CloseReason } from './bridge/close-reason.ts';
import type { App } from './stores/app-context.tsx';
import {
  type AppStore,
  createAppStore,
  createSend,
  followBridge,
  type Send,
  showFailure,
} from './stores/app-store.ts';
import { startConversation } from './stores/conversation.ts';
import { HoldToTalk } from './stores/hold-to-talk.ts';
import { keepAudio } from './stores/keep-audio.ts';
import { playCues } from './stores/play-cues.ts';
import { reportLevels } from './stores/report-levels.ts';
import { createUiStore, seePress, type UiStore } from './stores/ui-store.ts';

/** What a page is made of. `bridge` must not have delivered anything yet. */
export interface AppParts {
  readonly bridge: Pick<Bridge, 'call' | 'onEvent' | 'onClose'>;
  readonly engine: Omit<AudioEngine, 'ready' | 'statistics' | 'dispose'>;
  readonly closeReason: () => CloseReason;
  readonly reload: () => void;
}

/** The page's app: stores that follow the bridge, audio that follows the stores, and the hold. */
export function createApp({ bridge, engine, closeReason, reload }: AppParts): App & Disposable {
  const owned = new DisposableStore();
  const store = createAppStore();
  const ui = createUiStore();
  const send = createSend(store, bridge);
  owned.add(followBridge(store, bridge, closeReason));
  owned.add(keepAudio(store, engine, ui));
  owned.add(playCues(store, engine));
  owned.add(reportLevels(store, engine, bridge));
  owned.add(
    bridge.onEvent((event) => event.name === 'hotkey.pressed' && seePress(ui, event.payload)),
  );
  owned.add(engine.onNotice((failure) => showFailure(store, failure)));
  const hold = owned.add(createHold({ store, ui, send }, engine));
  const ask = bridge.call.bind(bridge);
  return { store, ui, send, ask, hold, engine, reload, dispose: () => owned.dispose() };
}

function createHold(
  { store, ui, send }: { store: AppStore; ui: UiStore; send: Send },
  engine: Pick<AudioEngine, 'resume' | 'hush'>,
): HoldToTalk {
  return new HoldToTalk({
    session: () => store.getState().session,
    gesture: () => engine.resume().catch((error: unknown) => showFailure(store, error)),
    start: () => void startConversation(store, send),
    begin: () => {
      // Chromium runs no other task of the page before the next frame is drawn: the core's flush
      // would come some 12 ms late.
      engine.hush();
      void send('turn.begin', {});
    },
    end: () => void send('turn.end', {}),
    cancel: () => void send('turn.cancel', {}),
    mute: (muted) => void send('session.mute', { muted }),
    held: (held) => ui.setState({ held }),
  });
}
