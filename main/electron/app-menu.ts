import type { MenuItemConstructorOptions } from 'electron';
import type { Words } from './words.ts';

export interface AppMenuQuestion {
  /** Node's name of the operating system. */
  readonly platform: string;
  readonly debugging: boolean;
  readonly words: Words;
}

/**
 * The application's menu. On macOS it is seen, and without it nothing can be copied; elsewhere it
 * is hidden and carries the accelerators. Reload and developer tools are for developers.
 */
export function appMenu({ platform, debugging, words }: AppMenuQuestion): Template {
  const mac = platform === 'darwin';
  return [
    ...(mac ? [macMenu(words)] : []),
    { label: words.menuEdit, submenu: editMenu(words) },
    { label: words.menuView, submenu: viewMenu(words, debugging) },
    { label: words.menuWindow, submenu: windowMenu(words, mac) },
  ];
}

type Template = MenuItemConstructorOptions[];

const separator: MenuItemConstructorOptions = { type: 'separator' };

function macMenu(words: Words): MenuItemConstructorOptions {
  return {
    label: words.app,
    submenu: [
      { role: 'about', label: words.menuAbout },
      separator,
      { role: 'services', label: words.menuServices },
      separator,
      { role: 'hide', label: words.menuHide },
      { role: 'hideOthers', label: words.menuHideOthers },
      { role: 'unhide', label: words.menuShowAll },
      separator,
      { role: 'quit', label: words.quit },
    ],
  };
}

function editMenu(words: Words): Template {
  return [
    { role: 'undo', label: words.menuUndo },
    { role: 'redo', label: words.menuRedo },
    separator,
    { role: 'cut', label: words.menuCut },
    { role: 'copy', label: words.menuCopy },
    { role: 'paste', label: words.menuPaste },
    { role: 'selectAll', label: words.menuSelectAll },
  ];
}

function viewMenu(words: Words, debugging: boolean): Template {
  const tools: Template = [
    separator,
    { role: 'reload', label: 'Reload' },
    { role: 'toggleDevTools', label: 'Developer Tools' },
  ];
  return [
    { role: 'resetZoom', label: words.menuActualSize },
    { role: 'zoomIn', label: words.menuZoomIn },
    { role: 'zoomOut', label: words.menuZoomOut },
    separator,
    { role: 'togglefullscreen', label: words.menuFullScreen },
    ...(debugging ? tools : []),
  ];
}

function windowMenu(words: Words, mac: boolean): Template {
  const quit: Template = [{ role: 'quit', label: words.quit, accelerator: 'CommandOrControl+Q' }];
  return [
    { role: 'minimize', label: words.menuMinimize },
    { role: 'close', label: words.menuClose },
    ...(mac ? [] : quit),
  ];
}
