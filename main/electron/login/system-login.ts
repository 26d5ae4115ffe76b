import { homedir } from 'node:os';
import type { App } from 'electron';
import { HIDDEN_SWITCH, type LoginItem } from './login-item.ts';
import { xdgAutostart } from './xdg-autostart.ts';

export type LoginApp = Pick<App, 'isPackaged' | 'setLoginItemSettings' | 'getLoginItemSettings'>;

/** The login item of this system; macOS and Windows keep it themselves. */
export function systemLogin(app: LoginApp): LoginItem {
  const { platform, env: environment, execPath: program } = process;
  const supported = app.isPackaged;
  if (platform === 'linux') {
    return xdgAutostart({ environment, home: homedir(), program, supported });
  }
  return {
    supported: supported && (platform === 'darwin' || platform === 'win32'),
    set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin, args: [HIDDEN_SWITCH] }),
  };
}

/** Whether this start is to show no window. macOS passes no switch to what it starts at a login. */
export function startsHidden(app: LoginApp, argv: readonly string[]): boolean {
  if (argv.includes(HIDDEN_SWITCH)) return true;
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
