import type { Disposable } from '../../contract/base/disposable.ts';
import type { Listen } from '../../contract/base/emitter.ts';

/** What has been said so far, in order, and the next that will be. */
export interface Heard<T> extends Disposable {
  readonly all: readonly T[];
  /** The first value not yet taken; waits for it. */
  next(): Promise<T>;
  /** The first value that fits, of those not yet taken; those before it count as taken. */
  until(fits: (value: T) => boolean): Promise<T>;
}

/** Follows a signal, so that a test can wait for what it says instead of sleeping. */
export function hear<T>(listen: Listen<T>): Heard<T> {
  const all: T[] = [];
  let taken = 0;
  let wake = () => {};
  const listening = listen((value) => {
    all.push(value);
    wake();
  });
  const heard: Heard<T> = {
    all,
    async next() {
      while (taken >= all.length)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      taken += 1;
      return all[taken - 1] as T;
    },
    async until(fits) {
      for (;;) {
        const value = await heard.next();
        if (fits(value)) return value;
      }
    },
    dispose: () => listening.dispose(),
  };
  return heard;
}
