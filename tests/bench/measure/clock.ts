/** Ticks of `Date.now` that a calibration waits for; each takes a millisecond. */
const TICKS = 5;

function monotonic(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Milliseconds since 1970 with fractions, on the clock that `Date.now` reads in every process of
 * the machine. `performance.timeOrigin` alone was taken once and drifts away from that clock.
 */
export class WallClock {
  #offset = 0;

  constructor() {
    this.calibrate();
  }

  /** Spins for `TICKS` milliseconds: at a tick `Date.now` is exact, and no earlier. */
  calibrate(): void {
    let offset = Number.NEGATIVE_INFINITY;
    for (let tick = 0; tick < TICKS; tick += 1) {
      const before = Date.now();
      let now = before;
      while (now === before) now = Date.now();
      offset = Math.max(offset, now - monotonic());
    }
    this.#offset = offset;
  }

  now(): number {
    return monotonic() + this.#offset;
  }
}
