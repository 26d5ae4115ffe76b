import { disposable } from '../../../contract/base/disposable.ts';
import type { PartnerClock } from '../base/clock.ts';

interface Alarm {
  readonly at: number;
  readonly action: () => void;
}

/** A clock that stands still until it is turned; alarms go off in the order of their time. */
export class ManualClock implements PartnerClock {
  #now = Date.UTC(2026, 10, 1);
  readonly #alarms = new Set<Alarm>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, action: () => void) {
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
