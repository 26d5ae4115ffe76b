import { type Disposable, disposable } from '../../contract/base/disposable.ts';
import type { AppStore, Send } from './app-store.ts';

/** What tells of the network; the window in a page. */
type Source = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

/** Tells the core when the network of this machine comes or goes, while a session could use it. */
export function followNetwork(
  store: AppStore,
  send: Send,
  source: Source | undefined = globalThis.window,
): Disposable {
  const tell = (event: Event): void => {
    if (store.getState().session.phase === 'offline') return;
    void send('network.changed', { online: event.type === 'online' });
  };
  source?.addEventListener('online', tell);
  source?.addEventListener('offline', tell);
  return disposable(() => {
    source?.removeEventListener('online', tell);
    source?.removeEventListener('offline', tell);
  });
}
