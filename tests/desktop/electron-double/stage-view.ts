/** How a double of Electron is set up; crosses in the environment, as JSON. */
export interface StageSetup {
  readonly userData: string;
  readonly packaged: boolean;
  readonly locale: string;
  /** False: another instance holds the lock. */
  readonly firstInstance: boolean;
  readonly hasTray: boolean;
  readonly hasNotifications: boolean;
  /** Node's name of the operating system that is played; null leaves it as it is. */
  readonly platform: string | null;
  readonly openedAtLogin: boolean;
  /** Whether Chromium's sandbox was switched off on the command line. */
  readonly sandboxOff: boolean;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowView {
  readonly id: number;
  readonly url: string;
  readonly loads: number;
  readonly visible: boolean;
  readonly shownBy: readonly string[];
  readonly bounds: Box;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
  readonly menuBar: boolean;
  readonly ignoresMouse: string;
  readonly onTop: string;
  readonly everywhere: boolean;
  /** As the constructor was given them. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly webPreferences: Readonly<Record<string, unknown>>;
  readonly webRtc: string;
}

export interface MenuEntry {
  readonly label: string;
  readonly type: string;
  readonly role: string;
  readonly enabled: boolean;
  readonly checked: boolean;
}

/** All that a test can see of a desktop. */
export interface StageView {
  readonly ready: boolean;
  readonly sandboxed: boolean;
  readonly schemes: readonly string[];
  readonly protocols: readonly string[];
  readonly windows: readonly WindowView[];
  readonly tray: {
    readonly picture: string;
    readonly tooltip: string;
    readonly menu: readonly MenuEntry[];
  } | null;
  readonly appMenu: readonly MenuEntry[];
  readonly notes: readonly { readonly title: string; readonly body: string }[];
  readonly dialogs: readonly { readonly message: string; readonly buttons: readonly string[] }[];
  readonly opened: readonly string[];
  readonly login: Readonly<Record<string, unknown>> | null;
  readonly updater: readonly string[];
  /** Helpers that were started, with what they were told; `ended` of those that are gone. */
  readonly helpers: readonly {
    readonly entry: string;
    readonly environment: readonly string[];
    readonly told: readonly string[];
    readonly ended: boolean;
  }[];
  readonly spelling: boolean;
  /** Listeners per emitter, such as `app: second-instance 1`; filled in when the app has quit. */
  readonly listeners: readonly string[] | null;
}

/** What a test asks of the double; each is answered. */
export interface StageOrder {
  readonly kind: 'order';
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

/** What passes through a page's port; null: it is closed. */
export type PortData = string | ArrayBuffer | null;

/** The same as JSON, which is what passes between the processes: audio in base64. */
export interface PortMessage {
  readonly kind: 'port';
  readonly port: number;
  readonly text: string | null;
  readonly base64: string | null;
}

export function packed(port: number, data: PortData): PortMessage {
  const text = typeof data === 'string' ? data : null;
  const base64 = data instanceof ArrayBuffer ? Buffer.from(data).toString('base64') : null;
  return { kind: 'port', port, text, base64 };
}

export function unpacked({ text, base64 }: PortMessage): PortData {
  return base64 === null ? text : new Uint8Array(Buffer.from(base64, 'base64')).buffer;
}

export type FromStage =
  | { readonly kind: 'view'; readonly view: StageView }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly text: string }
  | PortMessage;

export type ToStage = StageOrder | PortMessage;
