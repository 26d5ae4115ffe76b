import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { MenuItemConstructorOptions, Tray as RealTray } from 'electron';
import { answer, changed, setup, show } from './stage.ts';
import type { MenuEntry } from './stage-view.ts';

type Template = MenuItemConstructorOptions[];

/** A menu, as its template. */
export class Menu {
  static shown: Menu | null = null;
  readonly template: Template;

  constructor(template: Template) {
    this.template = template;
  }

  static buildFromTemplate(template: Template): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu): void {
    Menu.shown = menu;
    changed();
  }

  get entries(): MenuEntry[] {
    return this.template.flatMap(entriesOf);
  }
}

function entriesOf(item: MenuItemConstructorOptions): MenuEntry[] {
  const { label = '', type = 'normal', role = '', enabled = true, checked = false } = item;
  const own = { label, type, role, enabled, checked };
  return [own, ...(Array.isArray(item.submenu) ? item.submenu.flatMap(entriesOf) : [])];
}

/** An image from a file that is there. */
class Picture {
  readonly path: string;

  constructor(path: string) {
    const magic = readFileSync(path).subarray(1, 4).toString('latin1');
    if (magic !== 'PNG') throw new Error(`${path} is no picture.`);
    this.path = path;
  }
}

export const nativeImage = {
  createFromPath: (path: string) => new Picture(path),
};

let tray: Tray | null = null;

/** The icon beside the clock. */
export class Tray
  extends EventEmitter
  implements Pick<RealTray, 'setToolTip' | 'destroy' | 'isDestroyed'>
{
  tooltip = '';
  picture = '';
  menu: Menu | null = null;

  constructor(image: Picture) {
    super();
    if (!setup.hasTray) throw new Error('There is no tray.');
    this.picture = basename(image.path);
    tray = this;
    changed();
  }

  setImage(image: Picture): void {
    this.picture = basename(image.path);
    changed();
  }

  setToolTip(tooltip: string): void {
    this.tooltip = tooltip;
    changed();
  }

  setContextMenu(menu: Menu): void {
    this.menu = menu;
    changed();
  }

  isDestroyed(): boolean {
    return tray !== this;
  }

  destroy(): void {
    tray = null;
    changed();
  }
}

answer<string>('click tray', (label) => {
  const item = tray?.menu?.template.find((entry) => entry.label === label);
  if (item?.click === undefined) throw new Error(`The tray offers no "${label}".`);
  item.click(undefined as never, undefined, {} as never);
});

show({
  tray: () =>
    tray === null
      ? null
      : { picture: tray.picture, tooltip: tray.tooltip, menu: tray.menu?.entries ?? [] },
  appMenu: () => Menu.shown?.entries ?? [],
});
