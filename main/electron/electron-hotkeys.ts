import { fileURLToPath } from 'node:url';
import { globalShortcut, shell, systemPreferences, utilityProcess } from 'electron';
import type { Clock } from '../core/base/clock.ts';
import type { Log } from '../core/base/log.ts';
import type { HotkeySource } from '../core/hotkeys/hotkey-source.ts';
import { createHotkeys } from '../hotkeys/create-hotkeys.ts';
import { hookEnvironment } from '../hotkeys/hook-environment.ts';
import { hookOfUtilityProcess } from '../hotkeys/utility-hook.ts';
import { openExternally, settingsPane } from './settings-panes.ts';

/** The keys of this machine, heard by a helper of Electron's: the fuses keep the app from running as Node. */
export function electronHotkeys({ clock, log }: { clock: Clock; log: Log }): HotkeySource {
  const { platform, env: environment } = process;
  const entry = fileURLToPath(new URL('../hotkeys/hook/hook-child.ts', import.meta.url));
  const startHook = () =>
    hookOfUtilityProcess(
      utilityProcess.fork(entry, [], {
        env: hookEnvironment(environment),
        serviceName: 'Parley keys',
        stdio: 'ignore',
      }),
    );
  return createHotkeys({
    platform,
    environment,
    startHook,
    globalShortcut,
    // The name of the .desktop file that the packages install.
    appId: 'parley',
    ...(platform === 'darwin' ? { accessibility } : {}),
    clock,
    log,
  });
}

let asked = false;
const accessibility = {
  isTrusted: () => systemPreferences.isTrustedAccessibilityClient(false),
  /** macOS shows its question once; from then on only its settings help. */
  ask() {
    const pane = settingsPane('darwin', 'accessibility');
    if (asked && pane !== null) void openExternally(pane, shell).catch(() => false);
    else systemPreferences.isTrustedAccessibilityClient(true);
    asked = true;
  },
};
