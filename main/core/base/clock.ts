import { type Disposable, disposable } from '../../../contract/base/disposable.ts';

/** Time as it is injected, so that tests can turn it. */
export interface Clock {
  /** Milliseconds since an arbitrary moment; never goes back. */
  now(): number;
  /** Runs `action` once after `milliseconds`, unless disposed before. */
  after(milliseconds: number, action: () => void): Disposable;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return disposable(() => clearTimeout(timer));
  },
};

interface Alarm {
  readonly at: number;
  readonly action: () => void;
}

/** A clock that stands still until `advance` turns it; alarms fire in the order of their time. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #alarms = new Set<Alarm>();

  now(): number {
    return this.#now;
  }

  /** Alarms that are still set. */
  get pending(): number {
    return this.#alarms.size;
  }

  after(milliseconds: number, action: () => void): Disposable {
    const alarm = { at: this.#now + milliseconds, action };
    this.#alarms.add(alarm);
    return disposable(() => this.#alarms.delete(alarm));
  }

  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#alarms.delete(next);
      this.#now = next.at;
      next.action();
    }
    this.#now = end;
  }

  #next(end: number): Alarm | undefined {
    const due = [...this.#alarms].filter((alarm) => alarm.at <= end);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
