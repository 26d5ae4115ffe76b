// What the bundle imports as 'electron'. Each part is held against Electron's own declarations.
export { app } from './app.ts';
export { globalShortcut, utilityProcess } from './helpers.ts';
export { ipcMain, MessageChannelMain } from './ipc.ts';
export { Menu, nativeImage, Tray } from './menus.ts';
export { protocol, session } from './session.ts';
export {
  dialog,
  Notification,
  powerMonitor,
  safeStorage,
  screen,
  shell,
  systemPreferences,
} from './system.ts';
export { BrowserWindow } from './windows.ts';
