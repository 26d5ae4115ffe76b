import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import type { Clock } from '../base/clock.ts';
import type { Connect, Connection } from '../realtime/connection.ts';
import type { Target } from '../realtime/endpoint.ts';
import {
  limitsWithin,
  maySwitch,
  type SessionLimits,
  type SwitchActivity,
  type Urgency,
} from './switch-moment.ts';

/** What a connection with a longest time is followed by. */
export interface RolloverOptions {
  readonly connect: Connect;
  readonly clock: Clock;
  /** Milliseconds since the epoch. */
  readonly wall: () => number;
  readonly limits: SessionLimits;
  readonly target: Target;
  readonly activity: () => SwitchActivity;
  /** Makes ready what the next connection is to be told. */
  readonly prepare: () => Promise<void>;
  /** The spare connection is open, and takes over. It is the receiver's from now on. */
  switchTo(spare: ReadyConnection): void;
  /** `switching` has changed. */
  changed(): void;
}

/** An open connection, and what is known of its end. */
export interface ReadyConnection {
  readonly connection: Connection;
  /** When it was opened, by the clock. */
  readonly began: number;
  /** When its server will end it, in seconds since the epoch; null where it has not said so. */
  readonly expires: number | null;
}

/** A quiet moment has to last this long, so that no pause between two events is taken for one. */
const QUIET_MILLISECONDS = 250;
const RETRY_MILLISECONDS = 5000;
const SHORTEST_REST = 10_000;

/**
 * The seamless hour: before its longest time is over, a connection is replaced by another one, at a
 * moment when nobody notices.
 */
export class Rollover implements Disposable {
  readonly #options: RolloverOptions;
  readonly #owned = new DisposableStore();
  readonly #began: number;
  #limits: SessionLimits;
  #alarms = new DisposableStore();
  #quiet: Disposable | null = null;
  #spare: Spare | null = null;
  #switching = false;
  #prepared = false;

  /** `ready` is the connection that will end. */
  constructor(options: RolloverOptions, { connection, began, expires }: ReadyConnection) {
    this.#options = options;
    this.#limits = options.limits;
    this.#began = began;
    this.#schedule();
    this.#expires(expires);
    this.#owned.add(
      connection.onEvent((event) => {
        if (event.type === 'session.created') this.#expires(event.session?.expires_at ?? null);
      }),
    );
  }

  /** Another connection is being made, or waits for its moment. */
  get switching(): boolean {
    return this.#switching;
  }

  /** The open spare, which is the caller's from now on; null while there is none. */
  take(): ReadyConnection | null {
    const spare = this.#spare;
    if (spare === null || !spare.open) return null;
    this.#spare = null;
    spare.listeners.dispose();
    this.dispose();
    const { connection, began, expires } = spare;
    return { connection, began, expires };
  }

  /** What goes on has changed: this may be the moment. */
  poke(): void {
    if (!this.#mayNow()) {
      this.#quiet?.dispose();
      this.#quiet = null;
      return;
    }
    this.#quiet ??= this.#options.clock.after(QUIET_MILLISECONDS, () => {
      this.#quiet = null;
      if (this.#mayNow()) this.#switch();
    });
  }

  dispose(): void {
    this.#owned.dispose();
    this.#alarms.dispose();
    this.#quiet?.dispose();
    this.#letGo();
  }

  /** The server says when it will end the session. It is believed when it makes sense. */
  #expires(seconds: number | null): void {
    if (seconds === null) return;
    const rest = seconds * 1000 - this.#options.wall();
    const longest = this.#options.clock.now() - this.#began + rest;
    // A wrong clock on either side must not keep a session longer than is known to be allowed, and
    // no server may have one connection made after the other.
    if (rest < SHORTEST_REST || longest >= this.#options.limits.longest) return;
    this.#limits = limitsWithin(this.#options.limits, longest);
    this.#schedule();
  }

  #schedule(): void {
    const { clock } = this.#options;
    const { longest, lead, margin, last } = this.#limits;
    this.#alarms.dispose();
    this.#alarms = new DisposableStore();
    const at = (before: number, action: () => void): void => {
      const wait = this.#began + longest - before - clock.now();
      this.#alarms.add(clock.after(Math.max(0, wait), action));
    };
    at(lead, () => this.#begin());
    at(margin, () => this.poke());
    at(last, () => this.#switch());
  }

  #urgency(): Urgency {
    const { longest, margin, last } = this.#limits;
    const rest = this.#began + longest - this.#options.clock.now();
    return rest <= last ? 'last' : rest <= margin ? 'due' : 'calm';
  }

  #mayNow(): boolean {
    const urgency = this.#urgency();
    if (this.#spare?.open !== true || this.#owned.disposed) return false;
    if (!this.#prepared && urgency === 'calm') return false;
    return maySwitch(this.#options.activity(), urgency);
  }

  #begin(): void {
    if (this.#switching) return;
    this.#switching = true;
    this.#options.changed();
    void this.#prepare();
    this.#openSpare();
  }

  async #prepare(): Promise<void> {
    await this.#options.prepare();
    this.#prepared = true;
    if (!this.#owned.disposed) this.poke();
  }

  #openSpare(): void {
    const { connect, target } = this.#options;
    if (!this.#owned.disposed) this.#hold(connect(target));
  }

  #hold(connection: Connection): void {
    const listeners = new DisposableStore();
    const began = this.#options.clock.now();
    const spare: Spare = { connection, listeners, began, expires: null, open: false };
    this.#spare = spare;
    listeners.add(
      connection.onOpen(() => {
        spare.open = true;
        this.poke();
      }),
    );
    listeners.add(
      connection.onEvent((event) => {
        if (event.type === 'session.created') spare.expires = event.session?.expires_at ?? null;
      }),
    );
    listeners.add(
      connection.onClose(() => {
        this.#letGo();
        this.#retry();
      }),
    );
  }

  /** Until the end there is time for another try; after it the lost connection is tried again. */
  #retry(): void {
    if (this.#owned.disposed) return;
    this.#alarms.add(this.#options.clock.after(RETRY_MILLISECONDS, () => this.#openSpare()));
  }

  #switch(): void {
    const spare = this.take();
    if (spare !== null) this.#options.switchTo(spare);
  }

  #letGo(): void {
    const spare = this.#spare;
    this.#spare = null;
    spare?.listeners.dispose();
    spare?.connection.dispose();
  }
}

interface Spare {
  readonly connection: Connection;
  readonly listeners: DisposableStore;
  readonly began: number;
  expires: number | null;
  open: boolean;
}
