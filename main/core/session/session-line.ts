import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { Failure, type FailureData } from '../../../contract/failure.ts';
import type { SessionView } from '../../../contract/session.ts';
import type { Connect, Connection } from '../realtime/connection.ts';
import type { Target } from '../realtime/endpoint.ts';
import type { LiveSession } from './live-session.ts';

/** What a line is built from. */
export interface SessionLineOptions {
  readonly connect: Connect;
  /** Where a session of this scenario goes; may start the partner. Throws a `Failure`. */
  readonly target: (scenario: string | null) => Promise<Target>;
  /** The session that there was, if any, has been given back. */
  readonly hungUp: (failure: FailureData | null) => void;
  /** What the page shows of the line may have changed. */
  readonly changed: () => void;
}

/** The session that is to be opened. */
export interface Opening {
  readonly scenario: string | null;
  begin(connection: Connection, target: Target): LiveSession;
}

type Line =
  | { readonly kind: 'none'; readonly failure: FailureData | null }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'live';
      readonly live: LiveSession;
      readonly endpoint: SessionView['endpoint'];
    };

/** Holds at most one live session, and replaces it: nothing of one reaches into the next. */
export class SessionLine implements Disposable {
  readonly #options: SessionLineOptions;
  #session = new DisposableStore();
  #line: Line = { kind: 'none', failure: null };

  constructor(options: SessionLineOptions) {
    this.#options = options;
  }

  get live(): LiveSession | null {
    return this.#line.kind === 'live' ? this.#line.live : null;
  }

  /** Who answers, once that is settled. */
  get endpoint(): SessionView['endpoint'] | null {
    return this.#line.kind === 'live' ? this.#line.endpoint : null;
  }

  /** Why there is no session, when that was not asked for. */
  get failure(): FailureData | null {
    return this.#line.kind === 'none' ? this.#line.failure : null;
  }

  get state(): 'none' | 'connecting' | 'open' {
    if (this.#line.kind === 'none') return 'none';
    return this.live?.open === true ? 'open' : 'connecting';
  }

  /**
   * Opens a session in place of the one before; `prepare` is asked for it when that one is gone.
   * Throws the `Failure` for which it could not be opened.
   */
  async open(prepare: () => Opening): Promise<void> {
    this.#hangUp({ kind: 'starting' });
    const opening = prepare();
    const session = this.#session;
    this.#options.changed();
    try {
      const target = await this.#options.target(opening.scenario);
      // Another opening or a close came meanwhile: this one is no longer wanted.
      if (!session.disposed) this.#goLive(target, opening);
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

  dispose(): void {
    this.close(null);
  }

  #goLive(target: Target, opening: Opening): void {
    const connection = this.#options.connect(target);
    this.#session.add(connection.onClose((failure) => this.close(failure.data)));
    const live = this.#session.add(opening.begin(connection, target));
    const { kind, host, model } = target;
    this.#line = { kind: 'live', live, endpoint: { kind, host, model } };
    this.#options.changed();
  }

  #hangUp(next: Line): void {
    this.#session.dispose();
    this.#session = new DisposableStore();
    // Before `hungUp`: what that changes is shown with what comes next, not with "offline".
    this.#line = next;
    this.#options.hungUp(next.kind === 'none' ? next.failure : null);
  }
}
