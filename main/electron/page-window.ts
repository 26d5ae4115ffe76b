import { BrowserWindow } from 'electron';
import { PAGE_ORIGIN } from './deciders.ts';

/** Opens the app's window on our page; it is shown once there is something to see. */
export function openPageWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1100,
    height: 760,
    minWidth: 420,
    minHeight: 520,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries are downloaded from a server that the learner did not choose.
      spellcheck: false,
      autoplayPolicy: 'no-user-gesture-required',
      // A conversation goes on while another window is in front.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${PAGE_ORIGIN}/`);
  return window;
}
