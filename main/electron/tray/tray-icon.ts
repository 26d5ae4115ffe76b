import { fileURLToPath } from 'node:url';
import {
  Menu,
  type MenuItemConstructorOptions,
  type NativeImage,
  nativeImage,
  Tray,
} from 'electron';
import { assertNever } from '../../../contract/base/assert-never.ts';
import type { Disposable } from '../../../contract/base/disposable.ts';
import type { Log } from '../../core/base/log.ts';
import { type TrayState, trayIcon } from '../icons/tray-icons.ts';
import type { TrayCommand, TrayEntry, TrayView } from './tray-menu.ts';

/** The icon beside the clock. */
export interface TrayIcon extends Disposable {
  update(view: TrayView): void;
}

/** Shows an icon, or returns null where the desktop has no place for one. */
export function createTray(run: (command: TrayCommand) => void, log: Log): TrayIcon | null {
  try {
    return new SystemTray(run);
  } catch (error) {
    log.warn('there is no tray', { error: String(error) });
    return null;
  }
}

class SystemTray implements TrayIcon {
  readonly #tray = new Tray(picture('offline'));
  readonly #run: (command: TrayCommand) => void;
  #shown: { state: TrayState; tooltip: string; menu: string } | null = null;

  constructor(run: (command: TrayCommand) => void) {
    this.#run = run;
    // On macOS, and on some desktops of Linux, a click opens the menu and is not told of.
    if (process.platform !== 'darwin') this.#tray.on('click', () => run('show'));
  }

  update({ state, tooltip, menu }: TrayView): void {
    const next = { state, tooltip, menu: JSON.stringify(menu) };
    const shown = this.#shown;
    this.#shown = next;
    if (shown?.state !== state) this.#tray.setImage(picture(state));
    if (shown?.tooltip !== tooltip) this.#tray.setToolTip(tooltip);
    // A menu that is open closes when it is replaced.
    if (shown?.menu === next.menu) return;
    this.#tray.setContextMenu(Menu.buildFromTemplate(menu.map((entry) => this.#item(entry))));
  }

  dispose(): void {
    if (!this.#tray.isDestroyed()) this.#tray.destroy();
  }

  #item(entry: TrayEntry): MenuItemConstructorOptions {
    switch (entry.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'text':
        return { label: entry.label, enabled: false };
      case 'command':
        return { label: entry.label, click: () => this.#run(entry.command) };
      case 'check': {
        const { label, checked, command } = entry;
        return { type: 'checkbox', label, checked, click: () => this.#run(command) };
      }
      default:
        return assertNever(entry);
    }
  }
}

function picture(state: TrayState): NativeImage {
  return nativeImage.createFromPath(fileURLToPath(trayIcon(state, process.platform)));
}
