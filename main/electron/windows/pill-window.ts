import { BrowserWindow, type BrowserWindowConstructorOptions, screen } from 'electron';
import { type Disposable, DisposableStore, disposable } from '../../../contract/base/disposable.ts';
import { urlOf } from '../deciders.ts';
import { subscription } from '../subscription.ts';
import { fitBounds, type WindowShape } from './fit-bounds.ts';
import { PageRecovery } from './page-recovery.ts';
import { liesOn, pillMouse } from './pill-mouse.ts';
import { hardenedPreferences } from './web-preferences.ts';
import type { WindowHouse } from './window-house.ts';
import { workAreas } from './work-areas.ts';

const SIZE = { width: 440, height: 124 };
const SHAPE: WindowShape = { size: SIZE, least: SIZE, place: 'bottom' };

/** Between two looks at the pointer where its moves are not forwarded. */
const LOOK_MILLISECONDS = 120;

/**
 * The subtitle pill: over every window and on every workspace, never in front of the learner's
 * typing, and not in the way of clicks while it is not pointed at.
 */
export class PillWindow implements Disposable {
  readonly #house: WindowHouse;
  readonly #mouse = pillMouse(process.platform, process.env);
  #window: BrowserWindow | null = null;
  #owned = new DisposableStore();
  #look: Disposable = disposable(() => {});
  /** It failed too often to be shown again before it is wanted anew. */
  #failed = false;

  constructor(house: WindowHouse) {
    this.#house = house;
  }

  /** Puts it on the screen or takes it away. */
  setShown(shown: boolean): void {
    const window = this.#window;
    if (!shown) {
      this.#failed = false;
      this.#look.dispose();
      window?.hide();
    } else if (this.#failed) return;
    else if (window === null) this.#open();
    else if (!window.isVisible()) this.#appear(window);
  }

  /** The page says that the mouse is over it, or no longer. */
  pointed(pointed: boolean): void {
    if (this.#mouse === 'forwarded') this.#takeMouse(pointed);
  }

  dispose(): void {
    this.#look.dispose();
    this.#owned.dispose();
    const window = this.#window;
    this.#window = null;
    if (window?.isDestroyed() === false) window.destroy();
  }

  #open(): void {
    const window = new BrowserWindow({
      ...this.#bounds(),
      ...appearance,
      webPreferences: {
        ...hardenedPreferences(this.#house.debugging),
        preload: this.#house.preload,
        sandbox: true,
        contextIsolation: true,
      },
    });
    this.#window = window;
    this.#owned = new DisposableStore();
    // Over full-screen windows too. The type is a panel's already: no need to turn the whole app into one.
    window.setAlwaysOnTop(true, process.platform === 'darwin' ? 'screen-saver' : 'floating');
    const everywhere = { visibleOnFullScreen: true, skipTransformProcessType: true };
    window.setVisibleOnAllWorkspaces(true, everywhere);
    this.#takeMouse(false);
    this.#follow(window);
    window.once('ready-to-show', () => this.#appear(window));
    this.#load(window);
  }

  #load(window: BrowserWindow): void {
    void window.loadURL(urlOf('pill')).catch(() => {});
  }

  #appear(window: BrowserWindow): void {
    window.showInactive();
    if (this.#mouse === 'asked') this.#lookAtPointer(window);
  }

  #bounds() {
    return fitBounds(this.#house.memory.current.pill, workAreas(), SHAPE);
  }

  #follow(window: BrowserWindow): void {
    const { memory } = this.#house;
    const refit = (): void => window.setBounds(this.#bounds());
    this.#owned.add(
      subscription(window, (events) => {
        events.on('move', () => memory.remember({ pill: window.getBounds() }));
        events.on('closed', () => this.dispose());
      }),
    );
    this.#owned.add(
      subscription(screen, (displays) => {
        displays.on('display-added', refit);
        displays.on('display-removed', refit);
        displays.on('display-metrics-changed', refit);
      }),
    );
    this.#owned.add(this.#recovery(window));
  }

  #recovery(window: BrowserWindow): PageRecovery {
    return new PageRecovery({
      ...this.#house,
      page: 'pill',
      contents: window.webContents,
      left: () => {
        this.#takeMouse(false);
        this.#house.pageGone('pill');
      },
      reload: () => this.#load(window),
      // A missing subtitle is no reason to stop a lesson.
      givenUp: () => this.#giveUp(),
    });
  }

  #giveUp(): void {
    this.#failed = true;
    // Not inside the very event that tells of the contents' end.
    this.#owned.add(this.#house.clock.after(0, () => this.dispose()));
  }

  #takeMouse(taken: boolean): void {
    if (this.#mouse === 'taken') return;
    if (taken) this.#window?.setIgnoreMouseEvents(false);
    else if (this.#mouse === 'forwarded')
      this.#window?.setIgnoreMouseEvents(true, { forward: true });
    else this.#window?.setIgnoreMouseEvents(true);
  }

  #lookAtPointer(window: BrowserWindow): void {
    this.#look.dispose();
    this.#look = this.#house.clock.after(LOOK_MILLISECONDS, () => {
      this.#takeMouse(liesOn(screen.getCursorScreenPoint(), window.getBounds()));
      this.#lookAtPointer(window);
    });
  }
}

const appearance = {
  title: 'Parley',
  show: false,
  frame: false,
  transparent: true,
  hasShadow: false,
  resizable: false,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
  focusable: false,
  skipTaskbar: true,
  alwaysOnTop: true,
  acceptFirstMouse: true,
  ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
} satisfies BrowserWindowConstructorOptions;
