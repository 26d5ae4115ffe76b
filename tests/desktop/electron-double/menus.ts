import { EventEmitter } from 'node:events';
import type {
  AddRepresentationOptions,
  MenuItemConstructorOptions,
  NativeImage,
  Tray as RealTray,
} from 'electron';
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

/** An image that has been given pixels for some scales. */
class Picture {
  readonly scales: number[] = [];

  addRepresentation({
    scaleFactor = 1,
    width = 0,
    height = 0,
    buffer,
  }: AddRepresentationOptions): void {
    if (buffer?.length !== width * height * 4)
      throw new Error('These are not the pixels of that size.');
    this.scales.push(scaleFactor);
  }

  setTemplateImage(): void {}
}

export const nativeImage = {
  createEmpty: () => new Picture() as Picture & Pick<NativeImage, 'addRepresentation'>,
};

let tray: Tray | null = null;

/** The icon beside the clock. */
export class Tray
  extends EventEmitter
  implements Pick<RealTray, 'setToolTip' | 'destroy' | 'isDestroyed'>
{
  tooltip = '';
  menu: Menu | null = null;

  constructor(image: Picture) {
    super();
    if (!setup.hasTray) throw new Error('There is no tray.');
    if (!image.scales.includes(1)) throw new Error('The picture is empty.');
    tray = this;
    changed();
  }

  setImage(image: Picture): void {
    if (!image.scales.includes(1)) throw new Error('The picture is empty.');
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
  tray: () => (tray === null ? null : { tooltip: tray.tooltip, menu: tray.menu?.entries ?? [] }),
  appMenu: () => Menu.shown?.entries ?? [],
});
