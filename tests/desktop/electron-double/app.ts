import { EventEmitter } from 'node:events';
import type { App, CommandLine } from 'electron';
import { changed, curtain, emitPreventable, setup, show, watch } from './stage.ts';

const events = watch('app', new EventEmitter());
const ready = new Promise<void>((resolve) => setImmediate(resolve));
let isReady = false;
let sandboxed = false;
let state: 'running' | 'quitting' | 'over' = 'running';
let login: Record<string, unknown> | null = null;
const protocols: string[] = [];

/** What the windows tell the app, and how it closes them; set by `windows.ts`. */
export const house = { closeAll: (): boolean => true };

/** The last window is gone. */
export function windowsAreGone(): void {
  if (state !== 'running') return;
  if (events.listenerCount('window-all-closed') === 0) methods.quit();
  else events.emit('window-all-closed');
}

function quit(): void {
  if (state === 'over') return;
  state = 'quitting';
  const stays =
    emitPreventable(events, 'before-quit', []) ||
    !house.closeAll() ||
    emitPreventable(events, 'will-quit', []);
  if (stays) {
    state = 'running';
    return;
  }
  state = 'over';
  events.emit('quit', {}, 0);
  // Nobody calls `process.exit`: the process ends when nothing is left that could go on.
  curtain(() => {});
}

const methods = {
  get isPackaged() {
    return setup.packaged;
  },
  whenReady: async () => {
    await ready;
    isReady = true;
    changed();
  },
  isReady: () => isReady,
  requestSingleInstanceLock: () => setup.firstInstance,
  enableSandbox() {
    if (isReady) throw new Error('The sandbox is enabled before the app is ready.');
    sandboxed = true;
  },
  getPath: () => setup.userData,
  getVersion: () => '0.1.0',
  getLocale: () => setup.locale,
  quit: () => void setImmediate(quit),
  exit(code = 0) {
    state = 'over';
    curtain(() => process.exit(code));
  },
  setAsDefaultProtocolClient(protocol) {
    protocols.push(protocol);
    return true;
  },
  setAppUserModelId: () => {},
  setLoginItemSettings(settings) {
    login = { ...settings };
    changed();
  },
  commandLine: { hasSwitch: (name) => name === 'no-sandbox' && setup.sandboxOff } as CommandLine,
  getLoginItemSettings: () => ({
    openAtLogin: false,
    openAsHidden: false,
    wasOpenedAtLogin: setup.openedAtLogin,
    wasOpenedAsHidden: false,
    restoreState: false,
    status: 'enabled',
    executableWillLaunchAtLogin: false,
    launchItems: [],
  }),
} satisfies Partial<App>;

/** `app`, as far as the desktop host uses it. */
export const app = Object.defineProperties(
  events as EventEmitter & typeof methods,
  Object.getOwnPropertyDescriptors(methods),
);

show({
  ready: () => isReady,
  sandboxed: () => sandboxed,
  protocols: () => protocols,
  login: () => login,
});
