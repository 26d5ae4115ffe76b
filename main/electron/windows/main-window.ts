import { BrowserWindow } from 'electron';
import { assertNever } from '../../../contract/base/assert-never.ts';
import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { urlOf } from '../deciders.ts';
import { subscription } from '../subscription.ts';
import type { decideClose } from './close-decision.ts';
import { fitBounds, type WindowShape } from './fit-bounds.ts';
import { PageRecovery } from './page-recovery.ts';
import { hardenedPreferences } from './web-preferences.ts';
import type { WindowHouse } from './window-house.ts';
import type { Remembered } from './window-memory.ts';
import { workAreas } from './work-areas.ts';

const SHAPE: WindowShape = {
  size: { width: 1100, height: 760 },
  least: { width: 420, height: 520 },
  place: 'centre',
};

export interface MainWindowOptions {
  readonly house: WindowHouse;
  /** What a wish to close the window comes to. */
  readonly onClose: () => ReturnType<typeof decideClose>;
  /** Says, once, where the app has gone. */
  readonly tellOfTray: () => void;
  /** The window is gone for good. */
  readonly closed: () => void;
  /** The page fails too often; true: try again. */
  readonly askAboutFailure: () => Promise<boolean>;
}

/** The app's window: where it was, hidden rather than closed, and brought back when it fails. */
export class MainWindow implements Disposable {
  readonly #options: MainWindowOptions;
  #window: BrowserWindow | null = null;
  /** How a new window was left; it is taken up when the window is first shown, since that shows it. */
  #waitingState: Remembered['main'] = null;
  #owned = new DisposableStore();

  constructor(options: MainWindowOptions) {
    this.#options = options;
  }

  /** On the screen, if not necessarily in front. */
  get visible(): boolean {
    return this.#window?.isVisible() === true && !this.#window.isMinimized();
  }

  get focused(): boolean {
    return this.#window?.isFocused() ?? false;
  }

  /** Loads the page without showing it: the microphone and the loudspeaker are there. */
  prepare(): void {
    if (this.#window === null) this.#open(false);
  }

  /** Shows the window and brings it to the front, made anew when it was closed. */
  show(): void {
    if (this.#window === null) this.#open(true);
    else this.#reveal(this.#window);
  }

  dispose(): void {
    this.#owned.dispose();
    this.#window = null;
  }

  #open(shown: boolean): void {
    const { house } = this.#options;
    const remembered = house.memory.current.main;
    const window = new BrowserWindow({
      ...fitBounds(remembered?.bounds ?? null, workAreas(), SHAPE),
      minWidth: SHAPE.least.width,
      minHeight: SHAPE.least.height,
      title: 'Parley',
      show: false,
      webPreferences: {
        ...hardenedPreferences(house.debugging),
        preload: house.preload,
        sandbox: true,
        contextIsolation: true,
      },
    });
    this.#window = window;
    this.#waitingState = remembered;
    this.#owned = new DisposableStore();
    // Hidden for good, and its accelerators live on: with auto-hide, the Alt key alone would open it.
    if (process.platform !== 'darwin') window.setMenuBarVisibility(false);
    this.#follow(window);
    // Before there is something to see, a window is a white flash.
    if (shown) window.once('ready-to-show', () => this.#reveal(window));
    void window.loadURL(urlOf('main')).catch(() => {});
  }

  #reveal(window: BrowserWindow): void {
    const state = this.#waitingState;
    this.#waitingState = null;
    if (state?.maximized === true) window.maximize();
    if (state?.fullScreen === true) window.setFullScreen(true);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  #follow(window: BrowserWindow): void {
    const remember = (): void => this.#remember(window);
    this.#owned.add(
      subscription(window, (events) => {
        events.on('resize', remember);
        events.on('move', remember);
        events.on('maximize', remember);
        events.on('unmaximize', remember);
        events.on('enter-full-screen', remember);
        events.on('leave-full-screen', remember);
        events.on('close', (event) => this.#close(window, event));
        events.on('closed', () => this.#closed());
      }),
    );
    this.#owned.add(this.#recovery(window));
  }

  #recovery(window: BrowserWindow): PageRecovery {
    const { house, askAboutFailure } = this.#options;
    const recovery = new PageRecovery({
      ...house,
      page: 'main',
      contents: window.webContents,
      left: () => house.pageGone('main'),
      reload: () => void window.loadURL(urlOf('main')).catch(() => {}),
      givenUp: () =>
        void askAboutFailure().then((again) => {
          if (again && this.#window === window) recovery.tryAgain();
        }),
    });
    return recovery;
  }

  #remember(window: BrowserWindow): void {
    // Not before it was shown as it was left: its first moves are not the learner's.
    if (window.isMinimized() || this.#waitingState !== null) return;
    const main = {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      fullScreen: window.isFullScreen(),
    };
    this.#options.house.memory.remember({ main });
  }

  #close(window: BrowserWindow, event: { preventDefault(): void }): void {
    const what = this.#options.onClose();
    switch (what) {
      case 'close':
        return;
      case 'hide_and_tell':
        this.#options.tellOfTray();
        break;
      case 'hide':
        break;
      default:
        assertNever(what);
    }
    event.preventDefault();
    hide(window);
  }

  #closed(): void {
    this.dispose();
    this.#options.house.pageGone('main');
    this.#options.closed();
  }
}

/** A hidden window in full screen leaves an empty space behind on macOS: it leaves that first. */
function hide(window: BrowserWindow): void {
  const first = process.platform === 'darwin' && window.isFullScreen();
  if (first) {
    window.once('leave-full-screen', () => window.hide());
    window.setFullScreen(false);
  } else window.hide();
}
