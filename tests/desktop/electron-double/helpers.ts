import { EventEmitter } from 'node:events';
import type { ForkOptions, GlobalShortcut } from 'electron';
import { hookOrderSchema } from '../../../main/hotkeys/hook/hook-protocol.ts';
import { answer, changed, show } from './stage.ts';

const all: Helper[] = [];

/** A helper process that listens for keys, played by the test. */
class Helper extends EventEmitter {
  readonly entry: string;
  readonly options: ForkOptions;
  readonly told: string[] = [];
  ended = false;

  constructor(entry: string, options: ForkOptions) {
    super();
    this.entry = entry;
    this.options = options;
    all.push(this);
    changed();
  }

  postMessage(order: unknown): void {
    const { kind } = hookOrderSchema.parse(order);
    this.told.push(kind);
    changed();
    // The real one begins to listen when it knows for what.
    if (this.told.length === 1) setImmediate(() => this.emit('message', { kind: 'ready' }));
  }

  kill(): boolean {
    this.end(0);
    return true;
  }

  end(code: number): void {
    if (this.ended) return;
    this.ended = true;
    changed();
    setImmediate(() => this.emit('exit', code));
  }
}

export const utilityProcess = {
  fork: (entry: string, _arguments: string[], options: ForkOptions) => new Helper(entry, options),
};

export const globalShortcut = {
  register: () => true,
  unregister: () => {},
} satisfies Partial<GlobalShortcut>;

/** The listener reports a key. */
answer<{ code: string; down: boolean }>('key', (key) => {
  all.at(-1)?.emit('message', { kind: 'key', ...key });
});
answer<number>('listener dies', (code) => all.at(-1)?.end(code));

show({
  helpers: () =>
    all.map(({ entry, options, told, ended }) => ({
      entry,
      environment: Object.keys(options.env ?? {}),
      told,
      ended,
    })),
});
