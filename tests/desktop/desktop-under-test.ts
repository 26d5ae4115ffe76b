import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { ASK_CHANNEL } from '../../contract/native-surface.ts';
import type { SettingsPatch } from '../../contract/settings.ts';
import { createPortWire } from '../../renderer/bridge/port-wire.ts';
import { BridgedPage } from '../contract/page-end.ts';
import {
  type FromStage,
  type PortData,
  packed,
  type StageSetup,
  type StageView,
  type ToStage,
  unpacked,
  type WindowView,
} from './electron-double/stage-view.ts';

export interface DesktopSetup extends Partial<Omit<StageSetup, 'userData'>> {
  readonly settings?: SettingsPatch;
  /** Arguments of the command line. */
  readonly argv?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A folder from an earlier start, which then is not removed. */
  readonly userData?: string;
}

/** A page's frame as it introduces itself. */
export interface Frame {
  readonly url: string;
  readonly origin: string;
  readonly isMain: boolean;
}

const bundle = fileURLToPath(new URL('../../dist/main/electron.js', import.meta.url));
const register = new URL('./electron-double/register.ts', import.meta.url).href;

/** The built main bundle in a process of its own, on a double of Electron. */
export class DesktopUnderTest {
  readonly userData: string;
  /** Resolves with the exit code; the process ends by itself. */
  readonly exit: Promise<number | null>;
  /** What the process wrote to standard error: its log. */
  log = '';
  view: StageView | null = null;
  readonly #child: ChildProcess;
  readonly #ownsData: boolean;
  readonly #watchers = new Set<() => void>();
  readonly #answers = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #ports = new Map<number, (data: PortData) => void>();
  readonly #early = new Map<number, PortData[]>();
  #orders = 0;

  constructor(given: DesktopSetup = {}) {
    const { settings, argv = [], environment = {}, userData, ...setup } = given;
    this.#ownsData = userData === undefined;
    this.userData = userData ?? mkdtempSync(join(tmpdir(), 'parley-desktop-'));
    if (settings !== undefined || this.#ownsData) {
      mkdirSync(this.userData, { recursive: true });
      const kept = { introduced: true, ...settings };
      writeFileSync(join(this.userData, 'settings.json'), JSON.stringify(kept));
    }
    // As packaging writes it beside the app, with the address to look for updates at.
    if (setup.packaged === true) writeFileSync(join(this.userData, 'app-update.yml'), '');
    this.#child = fork(bundle, argv, {
      execArgv: ['--import', register],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        HOME: this.userData,
        XDG_SESSION_TYPE: 'x11',
        DISPLAY: ':77',
        OPENAI_API_KEY: '',
        PARLEY_STAGE: JSON.stringify({ ...usual, ...setup, userData: this.userData }),
        ...environment,
      },
    });
    this.#child.stderr?.on('data', (data) => {
      this.log += String(data);
      this.#wake();
    });
    this.#child.on('message', (message: FromStage) => this.#receive(message));
    this.exit = new Promise((resolve) =>
      this.#child.once('exit', (code) => {
        resolve(code);
        // What was sent last may be lost with the process: the pages lose their ports all the same.
        for (const hangUp of this.#ports.values()) hangUp(null);
        for (const answer of this.#answers.values()) answer.reject(new Error('It has ended.'));
        this.#wake();
      }),
    );
  }

  /** Resolves once the desktop looks as wanted. Rejects when the process ends before. */
  async until(wanted: (view: StageView) => unknown): Promise<StageView> {
    for (;;) {
      if (this.view !== null && wanted(this.view)) return this.view;
      if (this.#child.exitCode !== null) throw new Error(`It ended early.\n${this.log}`);
      await this.#next();
    }
  }

  /** Resolves once the log says so. */
  async untilLogged(text: string): Promise<void> {
    while (!this.log.includes(text)) await this.#next();
  }

  /** Asks the double for something. */
  order(name: string, input: unknown = null): Promise<unknown> {
    this.#orders += 1;
    const id = this.#orders;
    const answer = Promise.withResolvers<unknown>();
    this.#answers.set(id, answer);
    this.#tell({ kind: 'order', id, name, input });
    return answer.promise;
  }

  /** What there is to see at this moment: for what must not have happened. */
  async look(): Promise<StageView> {
    await this.order('look');
    return this.until(() => true);
  }

  /** Emits an event of `app`, `powerMonitor` or `screen`; true: it was prevented. */
  emit(emitter: string, event: string, ...values: unknown[]): Promise<unknown> {
    return this.order(`emit ${emitter}`, { event, values });
  }

  /** The page of a frame asks for a port; null: it got none. */
  async ask(frame: Frame | null, channel: string = ASK_CHANNEL): Promise<BridgedPage | null> {
    const [number] = (await this.order('send', { channel, frame })) as number[];
    return number === undefined ? null : new BridgedPage(this.#wire(number));
  }

  /** Our own page, connected. */
  async openPage(page: 'main' | 'pill' = 'main'): Promise<BridgedPage> {
    const url = page === 'main' ? 'app://parley/' : 'app://parley/pill.html';
    const opened = await this.ask({ url, origin: 'app://parley', isMain: true });
    if (opened === null) throw new Error('Our page got no port.');
    return opened;
  }

  /** The window that shows this page. */
  async window(page: 'main' | 'pill' = 'main'): Promise<WindowView> {
    const { windows } = await this.until((view) => windowIn(view, page) !== undefined);
    return windows.find(({ url }) => isPage(url, page)) as WindowView;
  }

  async dispose(): Promise<void> {
    if (this.#child.exitCode === null) this.#child.kill('SIGKILL');
    await this.exit;
    if (this.#ownsData) rmSync(this.userData, { recursive: true, force: true });
  }

  #wire(number: number) {
    const { port1, port2 } = new MessageChannel();
    const deliver = (data: PortData): void => {
      if (data === null) port1.close();
      else port1.postMessage(data);
    };
    this.#ports.set(number, deliver);
    for (const data of this.#early.get(number) ?? []) deliver(data);
    this.#early.delete(number);
    port1.on('message', (data: string | ArrayBuffer) => this.#tell(packed(number, data)));
    port1.on('close', () => this.#tell(packed(number, null)));
    return createPortWire(port2 as unknown as MessagePort);
  }

  #tell(message: ToStage): void {
    if (this.#child.connected) this.#child.send(message);
  }

  #receive(message: FromStage): void {
    switch (message.kind) {
      case 'view':
        this.view = message.view;
        break;
      case 'answer':
        this.#answers.get(message.id)?.resolve(message.value);
        this.#answers.delete(message.id);
        break;
      case 'refusal':
        this.#answers.get(message.id)?.reject(new Error(message.text));
        this.#answers.delete(message.id);
        break;
      case 'port':
        this.#carry(message.port, unpacked(message));
        break;
    }
    this.#wake();
  }

  /** A port's first message may come in one piece with the news that there is a port. */
  #carry(port: number, data: PortData): void {
    const deliver = this.#ports.get(port);
    if (deliver !== undefined) deliver(data);
    else this.#early.set(port, [...(this.#early.get(port) ?? []), data]);
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#watchers.delete(wake);
        resolve();
      };
      this.#watchers.add(wake);
    });
  }

  #wake(): void {
    for (const wake of [...this.#watchers]) wake();
  }
}

const usual: Omit<StageSetup, 'userData'> = {
  packaged: false,
  locale: 'en-GB',
  firstInstance: true,
  hasTray: true,
  hasNotifications: true,
  platform: null,
  openedAtLogin: false,
  sandboxOff: false,
};

function isPage(url: string, page: 'main' | 'pill'): boolean {
  return url === (page === 'main' ? 'app://parley/' : 'app://parley/pill.html');
}

/** The window of a page, if it is there. */
export function windowIn(view: StageView, page: 'main' | 'pill'): WindowView | undefined {
  return view.windows.find(({ url }) => isPage(url, page));
}
