import type { App } from 'electron';
import type { Clock } from '../core/base/clock.ts';
import type { Log } from '../core/base/log.ts';

/** What is not disposed of by then is left to the system: nobody waits longer for an app to quit. */
const PATIENCE_MILLISECONDS = 8000;

/** Whether the app is on its way out. */
export interface AppEnd {
  /** Windows may close now. */
  readonly quitting: boolean;
  /** The app is about to be quit by somebody who closes the windows first, such as an updater. */
  expect(): void;
}

export interface EndOptions {
  readonly app: Pick<App, 'on' | 'removeListener' | 'quit' | 'exit'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Gives everything back. */
  readonly dispose: () => Promise<void>;
}

/** Has the app wait with its end until `dispose` is done, whatever comes of that, within bounds. */
export function endWithApp({ app, clock, log, dispose }: EndOptions): AppEnd {
  let quitting = false;
  let ending = false;
  const quits = (): void => {
    quitting = true;
  };
  const willQuit = (event: { preventDefault(): void }): void => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    const patience = clock.after(PATIENCE_MILLISECONDS, () => {
      log.error('the app was ended before everything was given back');
      app.exit(0);
    });
    void dispose()
      .catch((error: unknown) => log.error('ending failed', { error: String(error) }))
      .finally(() => {
        patience.dispose();
        app.removeListener('before-quit', quits);
        app.removeListener('will-quit', willQuit);
        // Once more, unhindered: whoever installs an update waits for the app's own `quit`.
        app.quit();
      });
  };
  app.on('before-quit', quits);
  app.on('will-quit', willQuit);
  return {
    get quitting() {
      return quitting;
    },
    expect: quits,
  };
}
