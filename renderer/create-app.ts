import type { Disposable } from '../contract/base/disposable.ts';
import { DisposableStore, disposable } from '../contract/base/disposable.ts';
import type { SessionView } from '../contract/session.ts';
import type { AudioEngine } from './audio/audio-engine.ts';
import type { Bridge } from './bridge/bridge.ts';
import type { CloseReason } from './bridge/close-reason.ts';
import type { App } from './stores/app-context.tsx';
import {
  type AppStore,
  createAppStore,
  createAsk,
  createSend,
  followBridge,
  type Send,
  showFailure,
} from './stores/app-store.ts';
import { startConversation } from './stores/conversation.ts';
import { followNetwork } from './stores/follow-network.ts';
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
  const ask = createAsk(store, bridge);
  owned.add(followBridge(store, bridge, closeReason));
  owned.add(keepAudio(store, engine, ui));
  owned.add(playCues(store, engine));
  owned.add(reportLevels(store, engine, bridge));
  owned.add(
    bridge.onEvent((event) => event.name === 'hotkey.pressed' && seePress(ui, event.payload)),
  );
  owned.add(engine.onNotice((failure) => showFailure(store, failure)));
  owned.add(followNetwork(store, send));
  const hold = owned.add(createHold({ store, ui, send }, engine));
  const help = owned.add(createHelpHold({ store, ui, send }, engine));
  owned.add(forgetEnded(store, [hold, help]));
  const call: Bridge['call'] = (name, input) => bridge.call(name, input);
  return { store, ui, send, call, ask, hold, help, engine, reload, dispose: () => owned.dispose() };
}

type HoldParts = { readonly store: AppStore; readonly ui: UiStore; readonly send: Send };
type HoldEngine = Pick<AudioEngine, 'resume' | 'hush'>;

function createHold({ store, ui, send }: HoldParts, engine: HoldEngine): HoldToTalk {
  return new HoldToTalk({
    session: () => unlessTaken(store.getState().session, ui.getState().asking),
    latched: () => isLatched(store, false),
    ...shared(store, send, engine),
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

function createHelpHold({ store, ui, send }: HoldParts, engine: HoldEngine): HoldToTalk {
  return new HoldToTalk({
    // Also in hands-free mode a question is held; without a session there is nothing to ask about.
    session: () => {
      const { phase, muted } = store.getState().session;
      const isTaken = phase === 'offline' || ui.getState().held;
      return unlessTaken({ phase, muted, mode: 'push_to_talk' }, isTaken);
    },
    latched: () => isLatched(store, true),
    ...shared(store, send, engine),
    start: () => undefined,
    begin: () => {
      engine.hush();
      void send('help.begin', {});
    },
    end: () => void send('help.end', {}),
    cancel: () => void send('help.cancel', {}),
    mute: () => undefined,
    held: (asking) => ui.setState({ asking }),
  });
}

function shared(store: AppStore, send: Send, engine: HoldEngine) {
  return {
    style: () => store.getState().settings.talkStyle,
    now: () => performance.now(),
    latch: () => void send('turn.latch', {}),
    gesture: () => void engine.resume().catch((error: unknown) => showFailure(store, error)),
  };
}

function isLatched(store: AppStore, helping: boolean): boolean {
  const { session } = store.getState();
  return session.latched && session.helping === helping;
}

/** What was toggled may end without its control: by a global key, or with the session. */
function forgetEnded(store: AppStore, controls: readonly HoldToTalk[]): Disposable {
  return disposable(
    store.subscribe(({ session: after }, { session: before }) => {
      const isGone = after.phase === 'offline' && before.phase !== 'offline';
      if (!isGone && (after.latched || !before.latched)) return;
      for (const control of controls) control.forget();
    }),
  );
}

/** While the other control is held, a press of this one waits, as it does while connecting. */
function unlessTaken<S extends Pick<SessionView, 'phase'>>(session: S, isTaken: boolean): S {
  return isTaken ? { ...session, phase: 'connecting' } : session;
}
