import { type Disposable, disposable } from '../../../contract/base/disposable.ts';

/** Time as the partner is given it, so that tests can turn it. */
export interface PartnerClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after `milliseconds`, unless disposed before. */
  after(milliseconds: number, action: () => void): Disposable;
}

export const wallClock: PartnerClock = {
  now: () => Date.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return disposable(() => clearTimeout(timer));
  },
};

/** Lets what has arrived meanwhile be handled, then waits `milliseconds` of the given clock. */
export function breathe(clock: PartnerClock, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    if (milliseconds <= 0) setImmediate(resolve);
    else clock.after(milliseconds, resolve);
  });
}
