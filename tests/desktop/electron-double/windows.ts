import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  BrowserWindow as RealWindow,
  Rectangle,
  WebContents,
} from 'electron';
import { app, house, windowsAreGone } from './app.ts';
import { answer, changed, emitPreventable, show } from './stage.ts';
import type { WindowView } from './stage-view.ts';

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

/** The contents of a window: a page that the test plays. */
class Contents
  extends EventEmitter
  implements
    Pick<
      WebContents,
      | 'setWindowOpenHandler'
      | 'setWebRTCIPHandlingPolicy'
      | 'forcefullyCrashRenderer'
      | 'isDevToolsOpened'
    >
{
  open: OpenHandler | null = null;
  webRtc = '';

  setWindowOpenHandler(handler: OpenHandler): void {
    this.open = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtc = policy;
  }

  forcefullyCrashRenderer(): void {
    setImmediate(() => {
      this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
      changed();
    });
  }

  isDevToolsOpened(): boolean {
    return false;
  }
}

const all = new Map<number, BrowserWindow>();
let nextId = 1;

type Used =
  | 'id'
  | 'loadURL'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'focus'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'isMaximized'
  | 'isFullScreen'
  | 'isDestroyed'
  | 'restore'
  | 'maximize'
  | 'setFullScreen'
  | 'setMenuBarVisibility'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
  | 'setAlwaysOnTop'
  | 'setVisibleOnAllWorkspaces'
  | 'setIgnoreMouseEvents'
  | 'close'
  | 'destroy';

/** A window that is nowhere on a screen. */
export class BrowserWindow extends EventEmitter implements Pick<RealWindow, Used> {
  readonly id = nextId++;
  readonly webContents = new Contents();
  readonly #options: BrowserWindowConstructorOptions;
  #bounds: Rectangle;
  #url = '';
  #loads = 0;
  #visible = false;
  #focused = false;
  #maximized = false;
  #fullScreen = false;
  #menuBar = true;
  #ignores = 'no';
  #onTop = '';
  #everywhere = false;
  readonly #shownBy: string[] = [];

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#options = options;
    this.#bounds = { x, y, width, height };
    all.set(this.id, this);
    app.emit('web-contents-created', {}, this.webContents);
    changed();
  }

  async loadURL(url: string): Promise<void> {
    this.#url = url;
    this.#loads += 1;
    changed();
    setImmediate(() => this.emit('ready-to-show'));
  }

  show(): void {
    this.#appear('show');
    this.#focused = true;
  }

  showInactive(): void {
    this.#appear('showInactive');
  }

  hide(): void {
    this.#visible = false;
    this.#focused = false;
    this.emit('hide');
    changed();
  }

  focus(): void {
    this.#focused = true;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  isFocused(): boolean {
    return this.#focused;
  }

  isMinimized(): boolean {
    return false;
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isFullScreen(): boolean {
    return this.#fullScreen;
  }

  isDestroyed(): boolean {
    return !all.has(this.id);
  }

  restore(): void {}

  maximize(): void {
    this.#maximized = true;
    this.emit('maximize');
    changed();
  }

  setFullScreen(fullScreen: boolean): void {
    this.#fullScreen = fullScreen;
    this.emit(fullScreen ? 'enter-full-screen' : 'leave-full-screen');
    changed();
  }

  setMenuBarVisibility(visible: boolean): void {
    this.#menuBar = visible;
  }

  getBounds(): Rectangle {
    return this.#bounds;
  }

  getNormalBounds(): Rectangle {
    return this.#bounds;
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('move');
    changed();
  }

  setAlwaysOnTop(flag: boolean, level = 'floating'): void {
    this.#onTop = flag ? level : '';
  }

  setVisibleOnAllWorkspaces(visible: boolean): void {
    this.#everywhere = visible;
  }

  setIgnoreMouseEvents(ignore: boolean, options: { forward?: boolean } = {}): void {
    this.#ignores = ignore ? (options.forward === true ? 'forwards' : 'yes') : 'no';
    changed();
  }

  close(): void {
    if (!emitPreventable(this, 'close', [])) this.destroy();
  }

  destroy(): void {
    if (!all.delete(this.id)) return;
    this.emit('closed');
    changed();
    if (all.size === 0) windowsAreGone();
  }

  get view(): WindowView {
    const { webPreferences = {}, ...options } = this.#options;
    return {
      id: this.id,
      url: this.#url,
      loads: this.#loads,
      visible: this.#visible,
      shownBy: this.#shownBy,
      bounds: this.#bounds,
      maximized: this.#maximized,
      fullScreen: this.#fullScreen,
      menuBar: this.#menuBar,
      ignoresMouse: this.#ignores,
      onTop: this.#onTop,
      everywhere: this.#everywhere,
      options: { ...options },
      webPreferences: { ...webPreferences },
      webRtc: this.webContents.webRtc,
    };
  }

  #appear(how: string): void {
    this.#visible = true;
    this.#shownBy.push(how);
    changed();
  }
}

house.closeAll = () => {
  for (const window of [...all.values()]) window.close();
  return all.size === 0;
};

function windowOf(id: number): BrowserWindow {
  const window = all.get(id);
  if (window === undefined) throw new Error(`There is no window ${id}.`);
  return window;
}

answer<number>('close window', (id) => windowOf(id).close());
answer<{ id: number; bounds: Rectangle }>('move window', ({ id, bounds }) =>
  windowOf(id).setBounds(bounds),
);
answer<number>('maximize window', (id) => windowOf(id).maximize());
answer<{ id: number; reason: string }>('crash', ({ id, reason }) => {
  windowOf(id).webContents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  changed();
});
answer<{ id: number; event: string; values: unknown[] }>('in contents', ({ id, event, values }) =>
  emitPreventable(windowOf(id).webContents, event, values),
);
/** A chooser or a question that is answered through a callback, which comes last. */
answer<{ id: number; event: string; values: unknown[] }>('question', ({ id, event, values }) => {
  const answers: unknown[] = [];
  const callback = (...given: unknown[]): void => void answers.push(given);
  const prevented = emitPreventable(windowOf(id).webContents, event, [...values, callback]);
  return { prevented, answers };
});
answer<{ id: number; url: string }>('open window', ({ id, url }) => {
  const response = windowOf(id).webContents.open?.({ url } as never);
  return response?.action ?? 'allow';
});

show({ windows: () => [...all.values()].map((window) => window.view) });
