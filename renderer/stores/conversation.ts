import { disposable } from '../../contract/base/disposable.ts';
import type { ShownPicture } from '../../contract/picture.ts';
import type { ScenarioSummary } from '../../contract/scenario.ts';
import type { AppState } from './app-state.ts';
import type { AppStore, Send } from './app-store.ts';

/** The scenario on the page: of the open or kept conversation, else the one that is chosen. */
export function currentScenario(state: AppState): ScenarioSummary | null {
  const id = isOnPage(state) ? state.session.scenario : state.settings.scenario;
  return state.scenarios.find((scenario) => scenario.id === id) ?? null;
}

/** BCP 47 tag of the language that is practised now. */
export function practisedLanguage(state: AppState): string {
  return currentScenario(state)?.language ?? state.settings.language;
}

/** True when opening a connection goes on with the words that are on the page. */
export function continues({ session, settings, transcript }: AppState): boolean {
  return session.resumable && transcript.length > 0 && session.scenario === settings.scenario;
}

/** Opens a connection; goes on with the words on the page where that is possible. */
export function startConversation(store: AppStore, send: Send): Promise<boolean> {
  return send('session.start', { keep: continues(store.getState()) });
}

/** Chooses a scenario (null: free conversation). An open conversation makes way for a new one. */
export async function chooseScenario(
  { store, send }: { store: AppStore; send: Send },
  scenario: string | null,
): Promise<void> {
  const saved = await send('settings.change', { scenario });
  const isOpen = store.getState().session.phase !== 'offline';
  if (saved && isOpen) await send('session.start', { keep: false });
}

/**
 * Says typed words, or shows a picture with words or without, opening a connection first where there
 * is none. False: nothing was sent.
 */
export async function sayTyped(
  { store, send }: { store: AppStore; send: Send },
  text: string,
  picture: ShownPicture | null = null,
): Promise<boolean> {
  const isOffline = store.getState().session.phase === 'offline';
  if (isOffline && !(await startConversation(store, send))) return false;
  if (!(await isReady(store))) return false;
  return picture === null ? send('turn.text', { text }) : send('turn.picture', { picture, text });
}

function isOnPage({ session, transcript }: AppState): boolean {
  return session.phase !== 'offline' || transcript.length > 0;
}

/** Resolves once the session is neither connecting nor offline; false when it went offline. */
function isReady(store: AppStore): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let sawConnecting = false;
  const look = (state: AppState): void => {
    const { phase } = state.session;
    if (phase === 'connecting') sawConnecting = true;
    else if (phase !== 'offline') resolve(true);
    else if (sawConnecting || state.session.failure !== null) resolve(false);
    if (state.link === 'closed') resolve(false);
  };
  const subscription = disposable(store.subscribe(look));
  look(store.getState());
  void promise.then(() => subscription.dispose());
  return promise;
}
