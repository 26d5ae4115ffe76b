import type { App } from 'electron';

/** Whether the app is on its way out. */
export interface AppEnd {
  /** Windows may close now. */
  readonly quitting: boolean;
  /** The app is about to be quit by somebody who closes the windows first, such as an updater. */
  expect(): void;
}

/** Has the app wait with its end until `dispose` is done, whatever comes of that. */
export function endWithApp(
  app: Pick<App, 'on' | 'removeListener' | 'quit'>,
  dispose: () => Promise<void>,
): AppEnd {
  let quitting = false;
  let ending = false;
  const quits = (): void => {
    quitting = true;
  };
  const willQuit = (event: { preventDefault(): void }): void => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    void dispose()
      .catch(() => {})
      .finally(() => {
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
