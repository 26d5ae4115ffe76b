import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { type Disposable, disposable } from '../../contract/base/disposable.ts';
import { type Clock, ManualClock } from '../../main/core/base/clock.ts';

/** Turns of the event loop after each step: sockets on loopback deliver within a few. */
const TURNS = 4;
const LONGEST_STEP = 1000;

/**
 * Time that goes from one alarm to the next as fast as sockets can follow: after each step, and
 * after a second at most, what is on its way arrives.
 */
export class SteppedClock implements Clock {
  readonly #manual = new ManualClock();
  readonly #due = new Set<{ readonly at: number }>();
  #running = true;

  constructor() {
    void this.#run();
  }

  now(): number {
    return this.#manual.now();
  }

  after(milliseconds: number, action: () => void): Disposable {
    const due = { at: this.now() + milliseconds };
    this.#due.add(due);
    const alarm = this.#manual.after(milliseconds, () => {
      this.#due.delete(due);
      action();
    });
    return disposable(() => {
      this.#due.delete(due);
      alarm.dispose();
    });
  }

  stop(): void {
    this.#running = false;
  }

  async #run(): Promise<void> {
    while (this.#running) {
      for (let turn = 0; turn < TURNS; turn += 1) await turnOfTheLoop();
      const now = this.now();
      const next = Math.min(now + LONGEST_STEP, ...[...this.#due].map(({ at }) => at));
      this.#manual.advance(Math.max(0, next - now));
    }
  }
}
