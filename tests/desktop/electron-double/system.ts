import { EventEmitter } from 'node:events';
import type {
  Dialog,
  Display,
  MessageBoxOptions,
  NotificationConstructorOptions,
  SafeStorage,
  Screen,
  Shell,
  SystemPreferences,
} from 'electron';
import { answer, changed, setup, show, watch } from './stage.ts';

export const powerMonitor = watch('powerMonitor', new EventEmitter());

const home = { x: 0, y: 0, width: 1920, height: 1040 };
const display = (id: number, workArea: typeof home) => ({ id, workArea }) as Display;
let displays = [display(1, home)];
let pointer = { x: 0, y: 0 };

const screenMethods = {
  getPrimaryDisplay: () => displays[0] ?? display(1, home),
  getAllDisplays: () => displays,
  getCursorScreenPoint: () => pointer,
} satisfies Partial<Screen>;
export const screen = Object.assign(watch('screen', new EventEmitter()), screenMethods);

answer<(typeof home)[]>('set displays', (areas) => {
  displays = areas.map((area, index) => display(index + 1, area));
  screen.emit('display-metrics-changed', {}, displays[0], []);
  changed();
});
answer<typeof pointer>('move pointer', (point) => {
  pointer = point;
});

const opened: string[] = [];
export const shell = {
  async openExternal(url) {
    opened.push(url);
    changed();
  },
} satisfies Partial<Shell>;

let microphone = true;
export const systemPreferences = {
  askForMediaAccess: async () => microphone,
  isTrustedAccessibilityClient: () => true,
} satisfies Partial<SystemPreferences>;
answer<boolean>('system grants microphone', (granted) => {
  microphone = granted;
});

/** A system that keeps secrets badly, so that nothing is kept without being asked for. */
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => Buffer.from(text).reverse(),
  decryptStringAsync: async (sealed) => ({
    result: Buffer.from(sealed).reverse().toString(),
    shouldReEncrypt: false,
  }),
  getSelectedStorageBackend: () => 'basic_text',
} satisfies Partial<SafeStorage>;

const notes: Notification[] = [];

/** A notification of the system. */
export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;

  constructor({ title = '', body = '' }: NotificationConstructorOptions) {
    super();
    this.title = title;
    this.body = body;
  }

  static isSupported(): boolean {
    return setup.hasNotifications;
  }

  show(): void {
    notes.push(this);
    changed();
  }
}
answer<string>('click note', (title) => {
  const note = notes.findLast((shown) => shown.title === title);
  if (note === undefined) throw new Error(`There is no notification "${title}".`);
  note.emit('click', {});
});

interface Asked {
  readonly options: MessageBoxOptions;
  readonly answer: (response: number) => void;
}
const dialogs: Asked[] = [];
export const dialog = {
  showMessageBox(...given: unknown[]) {
    const options = given.at(-1) as MessageBoxOptions;
    changed();
    return new Promise((resolve) => {
      dialogs.push({
        options,
        answer: (response) => resolve({ response, checkboxChecked: false }),
      });
    });
  },
  showErrorBox(title, content) {
    dialogs.push({ options: { message: `${title}: ${content}` }, answer: () => {} });
    changed();
  },
} satisfies Pick<Dialog, 'showErrorBox' | 'showMessageBox'>;
answer<number>('answer dialog', (response) => dialogs.at(-1)?.answer(response));

show({
  opened: () => opened,
  notes: () => notes.map(({ title, body }) => ({ title, body })),
  dialogs: () =>
    dialogs.map(({ options }) => ({
      message: options.message,
      buttons: options.buttons ?? [],
    })),
});
