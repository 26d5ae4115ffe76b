import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AppUpdater } from 'electron-updater';
import { disposable } from '../../../contract/base/disposable.ts';
import type { Log } from '../../core/base/log.ts';
import type { Updater } from './updater.ts';

export interface ElectronUpdaterOptions {
  readonly isPackaged: boolean;
  readonly log: Log;
  /** Runs before the windows are closed for an installation. */
  readonly beforeInstall: () => void;
}

/**
 * electron-updater as an `Updater`; null where the app was not installed, or was packed without an
 * address to look for updates at.
 */
export function electronUpdater(options: ElectronUpdaterOptions): Updater | null {
  const { isPackaged, log, beforeInstall } = options;
  if (!isPackaged || !existsSync(join(process.resourcesPath, 'app-update.yml'))) return null;
  // Required when it is needed: it reads files of an installed app as it loads.
  const { autoUpdater, CancellationToken } = createRequire(import.meta.url)(
    'electron-updater',
  ) as typeof import('electron-updater');
  quieten(autoUpdater, log);
  let found = '';
  return {
    async check() {
      const result = await autoUpdater.checkForUpdates();
      if (result?.isUpdateAvailable !== true) return null;
      found = result.updateInfo.version;
      return found;
    },
    load() {
      const token = new CancellationToken();
      const done = autoUpdater.downloadUpdate(token).then((files) => {
        if (files.length === 0) throw new Error('Nothing was loaded.');
        return found;
      });
      return { done, stop: disposable(() => token.cancel()) };
    },
    installOnQuit(wanted) {
      autoUpdater.autoInstallOnAppQuit = wanted;
    },
    install() {
      beforeInstall();
      autoUpdater.quitAndInstall(false, true);
    },
  };
}

/** Nothing of its own accord: what is loaded and installed, and when, is decided here. */
function quieten(updater: AppUpdater, log: Log): void {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.logger = null;
  // An `error` without a listener would end the app; `check` and `load` reject with it as well.
  updater.on('error', (error) => log.debug('the updater complained', { error: String(error) }));
}
