import type { Clock } from '../core/base/clock.ts';

/** Longer than the first pause of the usual automatic repeat, which is 250 to 660 ms. */
const QUIET_MILLISECONDS = 800;

/**
 * Keys whose hold was ended for them while a finger may still be on them. Their automatic repeat
 * goes on and must not look like a new press; a key that was quiet for a while is fresh again.
 */
export class StaleKeys {
  readonly #clock: Clock;
  readonly #until = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(codes: Iterable<string>): void {
    for (const code of codes) this.#until.set(code, this.#clock.now() + QUIET_MILLISECONDS);
  }

  /** Gives every stale key the full pause again, counted from now: nobody listened until now. */
  renew(): void {
    this.add([...this.#until.keys()]);
  }

  /** Whether the event belongs to a hold that was ended already. */
  swallows(code: string, down: boolean): boolean {
    const until = this.#until.get(code);
    if (until === undefined) return false;
    this.#until.delete(code);
    if (!down) return true;
    if (this.#clock.now() >= until) return false;
    this.add([code]);
    return true;
  }
}
