import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Disposable } from '../../../contract/base/disposable.ts';
import { type Clock, systemClock } from '../../core/base/clock.ts';
import type { Log } from '../../core/base/log.ts';

const coordinate = z.number().int().min(-100_000).max(100_000);
const length = z.number().int().min(1).max(100_000);
const areaSchema = z.strictObject({
  x: coordinate,
  y: coordinate,
  width: length,
  height: length,
});

/** What is kept of the windows from one start to the next. What cannot be read is as if new. */
const rememberedSchema = z.object({
  main: z
    .strictObject({ bounds: areaSchema, maximized: z.boolean(), fullScreen: z.boolean() })
    .nullable()
    .catch(null),
  pill: areaSchema.nullable().catch(null),
  /** The learner was told that closing the window leaves the app in the tray. */
  toldOfTray: z.boolean().catch(false),
});
export type Remembered = z.infer<typeof rememberedSchema>;

const nothing: Remembered = { main: null, pill: null, toldOfTray: false };

/** A drag is hundreds of moves: they are written once it rests. */
const REST_MILLISECONDS = 500;
const MAX_BYTES = 64 * 1024;

/** Remembers the windows in one file, written whole or not at all. Disposing writes what waits. */
export class WindowMemory implements Disposable {
  readonly #path: string;
  readonly #log: Log;
  readonly #clock: Clock;
  #current: Remembered;
  #waiting: Disposable | null = null;

  constructor(path: string, log: Log, clock: Clock = systemClock) {
    this.#path = path;
    this.#log = log;
    this.#clock = clock;
    this.#current = read(path);
  }

  get current(): Remembered {
    return this.#current;
  }

  remember(part: Partial<Remembered>): void {
    this.#current = { ...this.#current, ...part };
    this.#waiting?.dispose();
    this.#waiting = this.#clock.after(REST_MILLISECONDS, () => this.#write());
  }

  dispose(): void {
    if (this.#waiting !== null) this.#write();
  }

  #write(): void {
    this.#waiting?.dispose();
    this.#waiting = null;
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      const next = `${this.#path}.new`;
      writeFileSync(next, `${JSON.stringify(this.#current)}\n`, { mode: 0o600 });
      renameSync(next, this.#path);
    } catch (error) {
      this.#log.warn('the windows could not be remembered', { error: String(error) });
    }
  }
}

function read(path: string): Remembered {
  try {
    if (statSync(path).size > MAX_BYTES) return nothing;
    return rememberedSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return nothing;
  }
}
