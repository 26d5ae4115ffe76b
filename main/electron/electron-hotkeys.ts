import { fileURLToPath } from 'node:url';
import { globalShortcut, systemPreferences, utilityProcess } from 'electron';
import type { Clock } from '../core/base/clock.ts';
import type { Log } from '../core/base/log.ts';
import type { HotkeySource } from '../core/hotkeys/hotkey-source.ts';
import { createHotkeys } from '../hotkeys/create-hotkeys.ts';
import { hookEnvironment } from '../hotkeys/hook-environment.ts';
import { hookOfUtilityProcess } from '../hotkeys/utility-hook.ts';

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

const accessibility = {
  isTrusted: () => systemPreferences.isTrustedAccessibilityClient(false),
  ask: () => void systemPreferences.isTrustedAccessibilityClient(true),
};
