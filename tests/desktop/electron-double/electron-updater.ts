import { EventEmitter } from 'node:events';
import type { AppUpdater } from 'electron-updater';
import { app, house } from './app.ts';
import { answer, changed, show } from './stage.ts';

const asked: string[] = [];
let server: PromiseWithResolvers<string | null> = Promise.withResolvers();
let load: PromiseWithResolvers<string[]> = Promise.withResolvers();

function ask(what: string): void {
  asked.push(what);
  changed();
}

const methods = {
  autoDownload: true,
  autoInstallOnAppQuit: true,
  allowDowngrade: false,
  logger: null,
  async checkForUpdates() {
    ask('check');
    server = Promise.withResolvers();
    const version = await server.promise;
    const info = { version: version ?? '0.1.0' } as never;
    return { isUpdateAvailable: version !== null, updateInfo: info, versionInfo: info };
  },
  downloadUpdate() {
    ask(`load, by itself: ${autoUpdater.autoDownload}`);
    load = Promise.withResolvers();
    return load.promise;
  },
  quitAndInstall() {
    ask('install');
    // As Electron's own does: the windows close first, `before-quit` comes after, and a window that
    // stays keeps the app.
    if (house.closeAll()) app.quit();
  },
} satisfies Partial<AppUpdater>;

/** electron-updater, whose server is the test. */
export const autoUpdater = Object.assign(new EventEmitter(), methods);

export class CancellationToken {
  cancel(): void {
    ask('cancel');
    load.reject(new Error('cancelled'));
  }
}

answer<string | null>('server has', (version) => server.resolve(version));
answer<null>('server is away', () => server.reject(new Error('unreachable')));
answer<null>('update is loaded', () => load.resolve(['/tmp/new']));
answer<null>('installs on quit', () => autoUpdater.autoInstallOnAppQuit);

show({ updater: () => asked });
