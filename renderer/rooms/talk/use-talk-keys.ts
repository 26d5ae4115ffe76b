import { useEffect } from 'react';
import { type App, useApp } from '../../stores/app-context.tsx';
import { FocusSource } from './focus-source.ts';
import { ASK_KEY, decideKey, type Focus, focusOf, type KeyAction } from './shortcuts.ts';

/** The id of the field for typed words. */
export const COMPOSER_ID = 'composer';

/** Listens to the keys of the whole window, and lets go when the window is left. */
export function useTalkKeys(): void {
  const app = useApp();
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const source = new FocusSource();
    const focus = (): Focus => focusOf(document.activeElement, source.isPointed);
    const letGo = (): void => {
      app.hold.releaseAll();
      app.help.releaseAll();
    };
    source.watch(window, signal);
    window.addEventListener('keydown', (event) => onKeyDown(app, event, focus()), { signal });
    window.addEventListener('keyup', (event) => onKeyUp(app, event, focus()), { signal });
    window.addEventListener('blur', letGo, { signal });
    document.addEventListener('visibilitychange', () => document.hidden && letGo(), { signal });
    return () => {
      ending.abort();
      letGo();
    };
  }, [app]);
}

function onKeyDown(app: App, event: KeyboardEvent, focus: Focus): void {
  const action = decideKey({
    key: event.key,
    isRepeat: event.repeat,
    isComposing: event.isComposing,
    hasModifier: event.ctrlKey || event.altKey || event.metaKey,
    isDialogOpen: app.ui.getState().dialog !== null,
    focus,
  });
  if (action === null) return;
  event.preventDefault();
  act(app, action);
}

function act({ hold, help, ui, store, send }: App, action: KeyAction): void {
  if (action === 'hold') hold.press('key');
  if (action === 'ask') help.press('key');
  if (action === 'hint') void send('hint.raise', { item: null });
  if (action === 'help') ui.setState({ dialog: 'shortcuts' });
  if (action === 'type') document.getElementById(COMPOSER_ID)?.focus();
  if (action === 'leave') leaveField();
  if (action !== 'stop' || hold.cancel() || help.cancel()) return;
  const { phase } = store.getState().session;
  if (phase === 'speaking' || phase === 'thinking') void send('response.stop', {});
}

function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

function onKeyUp({ hold, help }: App, event: KeyboardEvent, focus: Focus): void {
  if (event.key.toLowerCase() === ASK_KEY) help.release('key');
  if (event.key !== ' ' && event.key !== 'Enter') return;
  // A button that has the focus is pressed when the key goes up: the talk control must not be.
  if (focus === 'talk' || (event.key === ' ' && focus === 'page')) event.preventDefault();
  hold.release('key');
}
