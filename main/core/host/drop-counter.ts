import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';

const INTERVAL_MILLISECONDS = 1000;

/** Counts what was dropped and logs the counts: the first at once, then at most once a second. */
export class DropCounter {
  readonly #message: string;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #counts = new Map<string, number>();
  #loggedAt = Number.NEGATIVE_INFINITY;

  constructor(message: string, log: Log, clock: Clock) {
    this.#message = message;
    this.#log = log;
    this.#clock = clock;
  }

  /** `reason` is one of a few fixed words, never data. */
  add(reason: string): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
    if (this.#clock.now() - this.#loggedAt >= INTERVAL_MILLISECONDS) this.flush();
  }

  /** Logs what has been counted since the last line, if anything. */
  flush(): void {
    if (this.#counts.size === 0) return;
    this.#loggedAt = this.#clock.now();
    this.#log.warn(this.#message, Object.fromEntries(this.#counts));
    this.#counts.clear();
  }
}
