import { type Disposable, DisposableStore, disposable } from '../../../contract/base/disposable.ts';
import type { FailureData } from '../../../contract/failure.ts';
import type { Clock } from '../base/clock.ts';
import type { Connect, Connection } from '../realtime/connection.ts';
import type { Target } from '../realtime/endpoint.ts';
import type { WatchReturn } from '../realtime/return-watch.ts';
import { afterFailure, type LinkState, patience } from './link-state.ts';

/** What a lost connection is tried again with. */
export interface RedialOptions {
  readonly connect: Connect;
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly target: Target;
  readonly watchReturn: WatchReturn;
  /** There is a connection again, and it is open. It is the receiver's from now on. */
  opened(connection: Connection, attempt: number): void;
  /** Another attempt would not help. */
  gaveUp(failure: FailureData): void;
  /** `state` has changed. */
  changed(): void;
}

/** Sockets that may be on their way at once, when a better moment came while one was. */
const MOST_DIALS = 3;
/** Failures below the server: the network may come back before the next attempt is due. */
const BELOW: ReadonlySet<string> = new Set(['unreachable', 'connection_lost', 'timed_out']);

/** Tries to connect again until it succeeds or there is no use. Begins at once. */
export class Redial implements Disposable {
  readonly #options: RedialOptions;
  readonly #dials = new Set<DisposableStore>();
  #watch: Disposable = disposable(() => {});
  #alarm: Disposable = disposable(() => {});
  #attempts: number;
  #retryAt: number | null = null;
  #over = false;

  /** `attempts` that failed before count against these. */
  constructor(options: RedialOptions, attempts: number) {
    this.#options = options;
    this.#attempts = attempts;
  }

  /** `failure` is why there is no connection; it must be one that another attempt may mend. */
  start(failure: FailureData): void {
    this.#after(failure);
  }

  get state(): LinkState {
    return { kind: 'recovering', attempt: this.#attempts + 1, retryAt: this.#retryAt };
  }

  /** Now is a better moment than the one that was waited for. */
  hurry(): void {
    if (this.#over) return;
    this.#alarm.dispose();
    for (const dial of [...this.#dials].slice(0, -MOST_DIALS + 1)) this.#hangUp(dial);
    this.#dial();
    this.#options.changed();
  }

  /** The machine sleeps: no attempt is wasted on it. `hurry` goes on. */
  rest(): void {
    this.#alarm.dispose();
    this.#watch.dispose();
    for (const dial of [...this.#dials]) this.#hangUp(dial);
    this.#retryAt = null;
  }

  dispose(): void {
    this.#over = true;
    this.rest();
  }

  #after(failure: FailureData): void {
    const { clock, random, gaveUp } = this.#options;
    const step = afterFailure(this.#attempts, failure, random());
    if (step.kind === 'give_up') {
      this.dispose();
      gaveUp(step.failure);
      return;
    }
    if (BELOW.has(failure.code)) this.#watchFor();
    if (step.wait === 0) {
      this.#dial();
      return;
    }
    this.#retryAt = clock.now() + step.wait;
    this.#alarm = clock.after(step.wait, () => this.hurry());
    this.#options.changed();
  }

  #watchFor(): void {
    const { target, watchReturn } = this.#options;
    this.#watch.dispose();
    this.#watch = watchReturn(target, () => this.hurry());
  }

  #dial(): void {
    const { clock, connect, target } = this.#options;
    this.#retryAt = null;
    const dial = new DisposableStore();
    this.#dials.add(dial);
    const connection = dial.add(connect(target));
    const listeners = dial.add(new DisposableStore());
    listeners.add(connection.onClose((failure) => this.#failed(dial, failure.data)));
    listeners.add(connection.onOpen(() => this.#opened({ connection, dial, listeners })));
    listeners.add(
      clock.after(patience(this.#attempts + 1), () => {
        const text = 'The server did not answer in time.';
        this.#failed(dial, { code: 'timed_out', text });
      }),
    );
  }

  #opened(open: Opened): void {
    const { connection, dial, listeners } = open;
    if (dial.disposed) return;
    // What else is on its way is hung up; this one is the receiver's.
    this.#dials.delete(dial);
    listeners.dispose();
    this.dispose();
    this.#options.opened(connection, this.#attempts + 1);
  }

  #failed(dial: DisposableStore, failure: FailureData): void {
    if (dial.disposed) return;
    this.#hangUp(dial);
    // While another one is on its way, this one is no loss.
    if (this.#dials.size > 0) return;
    this.#attempts += 1;
    this.#after(failure);
  }

  #hangUp(dial: DisposableStore): void {
    this.#dials.delete(dial);
    dial.dispose();
  }
}

interface Opened {
  readonly connection: Connection;
  readonly dial: DisposableStore;
  readonly listeners: DisposableStore;
}
