import { app, dialog, Menu, shell } from 'electron';
import { DisposableStore } from '../../contract/base/disposable.ts';
import { Emitter } from '../../contract/base/emitter.ts';
import type { DesktopView } from '../../contract/desktop.ts';
import { Failure } from '../../contract/failure.ts';
import type { Log } from '../core/base/log.ts';
import type { DesktopPort } from '../core/desktop/desktop-port.ts';
import { appMenu } from './app-menu.ts';
import { type CoreState, CoreView, type DesktopCore } from './core-view.ts';
import { desktopCommands } from './desktop-commands.ts';
import type { Arrival } from './links/open-requests.ts';
import type { LoginItem } from './login/login-item.ts';
import type { Notifier } from './notices/notifier.ts';
import { TroubleTeller } from './notices/trouble-teller.ts';
import { openExternally, settingsPane } from './settings-panes.ts';
import { subscription } from './subscription.ts';
import { createTray } from './tray/tray-icon.ts';
import { trayView } from './tray/tray-menu.ts';
import type { Updates } from './updates/updates.ts';
import { decideClose, endsWithWindow } from './windows/close-decision.ts';
import { MainWindow } from './windows/main-window.ts';
import { isPillShown } from './windows/pill-shown.ts';
import { PillWindow } from './windows/pill-window.ts';
import type { WindowHouse } from './windows/window-house.ts';
import { desktopLocale, fill, type Words, wordsOf } from './words.ts';

export interface DesktopOptions {
  readonly house: WindowHouse;
  readonly updates: Updates;
  readonly login: LoginItem;
  readonly notifier: Notifier;
  readonly log: Log;
  readonly quitting: () => boolean;
}

/** The machine around the page, as Electron gives it: windows, tray, notifications, updates. */
export class ElectronDesktop implements DesktopPort {
  readonly #options: DesktopOptions;
  readonly #owned = new DisposableStore();
  readonly #changes = this.#owned.add(new Emitter<void>());
  readonly onChange = this.#changes.listen;
  readonly #tray;
  readonly #main: MainWindow;
  readonly #pill: PillWindow;
  #core: DesktopCore | null = null;
  #view: CoreView | null = null;
  #act: ReturnType<typeof desktopCommands> | null = null;
  #toldOfVersion: string | null = null;

  constructor(options: DesktopOptions) {
    this.#options = options;
    const { house, updates, log } = options;
    this.#tray = createTray((command) => this.#act?.run(command), log);
    if (this.#tray !== null) this.#owned.add(this.#tray);
    this.#main = this.#owned.add(this.#makeMain());
    this.#pill = this.#owned.add(new PillWindow(house));
    this.#owned.add(updates.onChange(() => this.#updateChanged()));
  }

  get view(): DesktopView {
    const { login, notifier, updates } = this.#options;
    return {
      platform: process.platform,
      version: app.getVersion(),
      has: {
        pill: true,
        tray: this.#tray !== null,
        launchAtLogin: login.supported,
        notifications: notifier.supported,
      },
      update: updates.view,
    };
  }

  /** Opens the windows on `core` and follows it. `hidden`: only the tray, where there is one. */
  attach(core: DesktopCore, hidden: boolean): void {
    const { house, notifier } = this.#options;
    const view = this.#owned.add(new CoreView(core));
    this.#core = core;
    this.#view = view;
    this.#act = desktopCommands({
      core,
      state: () => view.current,
      show: () => this.showMain(),
      checkUpdates: () => this.checkUpdates(),
      installUpdate: () => this.installUpdate(),
    });
    const troubles = new TroubleTeller({
      notifier,
      clock: house.clock,
      visible: () => this.#main.visible,
      words: () => this.#words,
      show: () => this.showMain(),
    });
    this.#owned.add(core.onEvent((event) => troubles.take(event)));
    this.#owned.add(view.onChange((before) => this.#follow(before, view.current)));
    // Without a listener Electron would end the app with its last window, also on macOS.
    this.#owned.add(subscription(app, (events) => events.on('window-all-closed', () => {})));
    if (hidden && this.#tray !== null) this.#main.prepare();
    else this.#main.show();
    this.#follow(null, view.current);
  }

  /** Acts on a wish from outside: a link, a second start, a click on the dock. */
  arrive(arrival: Arrival): void {
    this.#act?.arrive(arrival);
  }

  showMain(): void {
    this.#main.show();
  }

  pillPointed(pointed: boolean): void {
    this.#pill.pointed(pointed);
  }

  openMicrophoneSettings(): void {
    const pane = settingsPane(process.platform, 'microphone');
    if (pane !== null) void openExternally(pane, shell).catch((error) => this.#failed(error));
  }

  checkUpdates(): void {
    this.#options.updates.checkNow();
  }

  installUpdate(): void {
    this.#options.updates.install();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  get #words(): Words {
    const chosen = this.#view?.current.settings.locale ?? null;
    return wordsOf[desktopLocale(chosen, app.getLocale())];
  }

  #follow(before: CoreState | null, { session, settings }: CoreState): void {
    const { updates } = this.#options;
    updates.sessionOpen(session.phase !== 'offline');
    updates.enable(settings.automaticUpdates);
    // A session without a page would hear nobody: on macOS the window may have been closed.
    if (session.phase !== 'offline') this.#main.prepare();
    this.#pill.setShown(isPillShown(settings.pill, session.phase));
    if (before === null || before.settings.locale !== settings.locale) this.#setMenu();
    if (before !== null && before.settings.launchAtLogin !== settings.launchAtLogin) {
      this.#setLogin(settings.launchAtLogin);
    }
    this.#drawTray();
  }

  #drawTray(): void {
    if (this.#view === null) return;
    const { current } = this.#view;
    const { platform, update } = this.view;
    this.#tray?.update(trayView({ ...current, update, platform, words: this.#words }));
  }

  #setMenu(): void {
    const { platform } = process;
    const { debugging } = this.#options.house;
    const template = appMenu({ platform, debugging, words: this.#words });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  #setLogin(enabled: boolean): void {
    const { login } = this.#options;
    try {
      if (login.supported) login.set(enabled);
    } catch (error) {
      this.#failed(error);
    }
  }

  #updateChanged(): void {
    const { update } = this.view;
    this.#changes.emit();
    this.#drawTray();
    if (update.state !== 'ready' || update.version === this.#toldOfVersion) return;
    this.#toldOfVersion = update.version;
    if (this.#main.focused) return;
    const title = fill(this.#words.updateReadyTitle, { version: update.version ?? '' });
    const body = this.#words.updateReadyBody;
    this.#options.notifier.show({ title, body, onClick: () => this.showMain() });
  }

  #makeMain(): MainWindow {
    const { house, quitting } = this.#options;
    return new MainWindow({
      house,
      onClose: () =>
        decideClose({
          quitting: quitting(),
          closeToTray: this.#view?.current.settings.closeToTray ?? false,
          hasTray: this.#tray !== null,
          told: house.memory.current.toldOfTray,
          platform: process.platform,
        }),
      tellOfTray: () => this.#tellOfTray(),
      closed: () => this.#mainClosed(),
      askAboutFailure: () => this.#askAboutFailure(),
    });
  }

  #mainClosed(): void {
    if (endsWithWindow(process.platform)) app.quit();
    // On macOS the app stays, but nobody could hear the partner or be heard.
    else void this.#core?.handlers['session.stop']({});
  }

  #tellOfTray(): void {
    const { house, notifier } = this.#options;
    const { toldOfTrayTitle: title, toldOfTrayBody: body } = this.#words;
    house.memory.remember({ toldOfTray: true });
    if (notifier.supported) notifier.show({ title, body, onClick: () => this.showMain() });
    else void dialog.showMessageBox({ type: 'info', message: title, detail: body });
  }

  async #askAboutFailure(): Promise<boolean> {
    const words = this.#words;
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: words.brokenTitle,
      message: words.brokenMessage,
      detail: words.brokenDetail,
      buttons: [words.openAgain, words.quit],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === 1) app.quit();
    return response === 0;
  }

  #failed(error: unknown): void {
    this.#core?.tell(Failure.from(error).data);
  }
}
