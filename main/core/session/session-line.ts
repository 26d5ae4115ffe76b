import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { Failure, type FailureData } from '../../../contract/failure.ts';
import type { SessionView } from '../../../contract/session.ts';
import type { Clock } from '../base/clock.ts';
import type { Connect, Connection } from '../realtime/connection.ts';
import type { Target } from '../realtime/endpoint.ts';
import type { WatchReturn } from '../realtime/return-watch.ts';
import { AwayConnection } from './away-connection.ts';
import { afterFailure, countedAttempts, type LinkState } from './link-state.ts';
import type { LiveSession } from './live-session.ts';
import { Redial } from './redial.ts';
import { type ReadyConnection, Rollover } from './rollover.ts';
import type { SessionPlan } from './session-surroundings.ts';
import type { SessionLimits, SwitchActivity } from './switch-moment.ts';

/** What a line is built from. */
export interface SessionLineOptions {
  readonly connect: Connect;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly random: () => number;
  /** Milliseconds since the epoch. */
  readonly wall: () => number;
  readonly watchReturn: WatchReturn;
  /** Where a session of this scenario goes; may start the partner. Throws a `Failure`. */
  readonly target: (scenario: string | null) => Promise<Target>;
  readonly limits: (kind: Target['kind']) => SessionLimits;
  readonly activity: () => SwitchActivity;
  /** Makes ready what another connection is to be told of a long conversation. */
  readonly digest: () => Promise<void>;
  /** A connection ends and another one is to take its place: what it left half done is settled. */
  readonly cut: () => void;
  /** The session that there was, if any, has been given back. */
  readonly hungUp: (failure: FailureData | null) => void;
  /** What the page shows of the line may have changed. */
  readonly changed: () => void;
}

/** The session that is to be opened. */
export interface Opening {
  readonly scenario: string | null;
  /** What all its connections share. */
  readonly owned: Disposable;
  begin(connection: Connection, plan: Pick<SessionPlan, 'leg' | 'target'>): LiveSession;
}

type Line =
  | { readonly kind: 'none'; readonly failure: FailureData | null }
  | { readonly kind: 'starting' }
  | (Leg & {
      readonly kind: 'live';
      readonly connection: Connection;
      readonly since: number;
      /** Attempts that were made for it. */
      readonly attempts: number;
      readonly rollover: Rollover;
    })
  | (Leg & { readonly kind: 'away'; readonly redial: Redial });

/** A session over one connection, or between two. */
interface Leg {
  readonly live: LiveSession;
  readonly opening: Opening;
  /** Where it is held, to its end: whatever the settings have come to say. */
  readonly target: Target;
}

/**
 * Holds at most one session, over one connection after another: nothing of one reaches into the
 * next. A lost connection is tried again, and one that is about to reach its longest time is
 * replaced before.
 */
export class SessionLine implements Disposable {
  readonly #options: SessionLineOptions;
  #session = new DisposableStore();
  /** What belongs to the connection of this moment. */
  #leg = new DisposableStore();
  #line: Line = { kind: 'none', failure: null };

  constructor(options: SessionLineOptions) {
    this.#options = options;
  }

  get live(): LiveSession | null {
    return 'live' in this.#line ? this.#line.live : null;
  }

  /** Who answers, once that is settled. */
  get endpoint(): SessionView['endpoint'] | null {
    if (!('live' in this.#line)) return null;
    const { kind, host, model } = this.#line.target;
    return { kind, host, model };
  }

  /** Why there is no session, when that was not asked for. */
  get failure(): FailureData | null {
    return this.#line.kind === 'none' ? this.#line.failure : null;
  }

  get state(): 'none' | 'connecting' | 'open' {
    if (this.#line.kind === 'none') return 'none';
    return this.live?.open === true ? 'open' : 'connecting';
  }

  get link(): LinkState {
    if (this.#line.kind === 'away') return this.#line.redial.state;
    if (this.#line.kind !== 'live' || !this.#line.live.open) return { kind: 'offline' };
    return { kind: this.#line.rollover.switching ? 'switching' : 'steady' };
  }

  /**
   * Opens a session in place of the one before; `prepare` is asked for it when that one is gone.
   * Throws the `Failure` for which it could not be opened.
   */
  async open(prepare: () => Opening): Promise<void> {
    this.#hangUp({ kind: 'starting' });
    const opening = prepare();
    const session = this.#session;
    session.add(opening.owned);
    this.#options.changed();
    try {
      const target = await this.#options.target(opening.scenario);
      // Another opening or a close came meanwhile: this one is no longer wanted.
      if (session.disposed) return;
      const ready = this.#fresh(this.#options.connect(target));
      this.#goLive(ready, { opening, target }, { leg: 'new', tries: 0 });
    } catch (error) {
      if (session.disposed) return;
      const failure = Failure.from(error);
      this.close(failure.data);
      throw failure;
    }
  }

  /** Ends the session that there is, or that is being opened. */
  close(failure: FailureData | null): void {
    this.#hangUp({ kind: 'none', failure });
    this.#options.changed();
  }

  /** A better moment than any that is waited for: tries again, or asks for a sign of life. */
  retry(): void {
    if (this.#line.kind === 'away') this.#line.redial.hurry();
    if (this.#line.kind === 'live') this.#line.connection.probe();
  }

  /** The machine goes to sleep. */
  rest(): void {
    if (this.#line.kind === 'away') this.#line.redial.rest();
  }

  /** What goes on has changed: it may be the moment for another connection. */
  poke(): void {
    if (this.#line.kind === 'live') this.#line.rollover.poke();
  }

  dispose(): void {
    this.close(null);
  }

  #goLive(
    ready: ReadyConnection,
    { opening, target }: Omit<Leg, 'live'>,
    { leg, tries }: { leg: 'new' | 'open'; tries: number },
  ): void {
    const { connection } = ready;
    const owned = this.#newLeg();
    owned.add(connection.onClose((failure) => this.#lost(failure.data)));
    const live = owned.add(opening.begin(connection, { leg, target }));
    const rollover = owned.add(this.#rollover(ready, target));
    const since = this.#options.clock.now();
    const attempts = tries;
    this.#line = { kind: 'live', live, opening, target, connection, since, attempts, rollover };
    this.#options.changed();
  }

  /** The connection has ended by itself. */
  #lost(failure: FailureData): void {
    const line = this.#line;
    if (line.kind !== 'live') return;
    const spare = line.rollover.take();
    const lived = this.#options.clock.now() - line.since;
    const { proven, open } = line.live;
    const attempts = countedAttempts({ attempts: line.attempts, proven, lived });
    const step = afterFailure(attempts, failure, 0);
    if (spare !== null) this.#replace(spare, 0);
    // What could not be opened at all is told at once to the learner, who has asked for it.
    else if (!open || step.kind === 'give_up') this.close(failure);
    else this.#goAway(line, { failure, attempts });
  }

  #goAway(
    { opening, target }: Leg,
    { failure, attempts }: { failure: FailureData; attempts: number },
  ): void {
    const owned = this.#newLeg();
    this.#options.cut();
    const live = owned.add(
      opening.begin(new AwayConnection(this.#options.newId), { leg: 'away', target }),
    );
    const redial = owned.add(this.#redial(target, attempts));
    this.#line = { kind: 'away', live, opening, target, redial };
    redial.start(failure);
    this.#options.changed();
  }

  /** Goes on over another connection, which is open. */
  #replace(ready: ReadyConnection, tries: number): void {
    const line = this.#line;
    if (!('live' in line)) {
      ready.connection.dispose();
      return;
    }
    const { opening, target } = line;
    this.#newLeg();
    this.#options.cut();
    this.#goLive(ready, { opening, target }, { leg: 'open', tries });
  }

  #redial(target: Target, attempts: number): Redial {
    const { connect, clock, random, watchReturn, changed } = this.#options;
    return new Redial(
      {
        connect,
        clock,
        random,
        watchReturn,
        changed,
        target,
        opened: (connection, attempt) => this.#replace(this.#fresh(connection), attempt),
        gaveUp: (failure) => this.close(failure),
      },
      attempts,
    );
  }

  #rollover(ready: ReadyConnection, target: Target): Rollover {
    const { connect, clock, wall, limits, activity, digest, changed } = this.#options;
    return new Rollover(
      {
        connect,
        clock,
        wall,
        activity,
        changed,
        limits: limits(target.kind),
        target,
        prepare: digest,
        switchTo: (next) => this.#replace(next, 0),
      },
      ready,
    );
  }

  #fresh(connection: Connection): ReadyConnection {
    return { connection, began: this.#options.clock.now(), expires: null };
  }

  #newLeg(): DisposableStore {
    this.#leg.dispose();
    this.#leg = new DisposableStore();
    return this.#leg;
  }

  #hangUp(next: Line): void {
    this.#leg.dispose();
    this.#session.dispose();
    this.#session = new DisposableStore();
    this.#leg = new DisposableStore();
    // Before `hungUp`: what that changes is shown with what comes next, not with "offline".
    this.#line = next;
    this.#options.hungUp(next.kind === 'none' ? next.failure : null);
  }
}
