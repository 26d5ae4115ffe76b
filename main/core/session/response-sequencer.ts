/**
 * Keeps the one rule of responses: a conversation has one active response, ever. What is asked for
 * meanwhile waits for `response.done`, because a second `response.create` is an error. Pure: the
 * two effects are injected.
 */
export interface SequencerEffects {
  /** Sends `response.create`; `eventId` comes back in the error that refuses it. */
  create(eventId: string): void;
  /** Sends `response.cancel`. */
  cancel(): void;
}

type State =
  | { readonly kind: 'idle' }
  /** Asked for, not announced yet. */
  | { readonly kind: 'requested'; readonly cancelled: boolean }
  | { readonly kind: 'active'; readonly id: string | null; readonly cancelled: boolean };

export class ResponseSequencer {
  readonly #effects: SequencerEffects;
  #state: State = { kind: 'idle' };
  #waiting = false;
  /** The learner has the floor: nothing may be asked for that would talk over them. */
  #held = false;
  #requests = 0;

  constructor(effects: SequencerEffects) {
    this.#effects = effects;
  }

  /** True while an answer is being made or has been asked for. */
  get busy(): boolean {
    return this.#state.kind !== 'idle' || this.#waiting;
  }

  /** True when the active response was cancelled: what still arrives of it is not to be heard. */
  get cancelled(): boolean {
    return this.#state.kind !== 'idle' && this.#state.cancelled;
  }

  /** Asks for an answer: now, or when the active one has ended and the floor is free. */
  request(): void {
    if (this.#state.kind === 'idle' && !this.#held) this.#create();
    else this.#waiting = true;
  }

  /** The learner takes the floor: requests wait until it is free again. */
  hold(): void {
    this.#held = true;
  }

  /** The floor is free: what waited is asked for. */
  release(): void {
    this.#held = false;
    if (this.#state.kind === 'idle') this.#next();
  }

  /** The floor is the server's: it answers the learner by itself, and with that whatever waited. */
  yieldToServer(): void {
    this.#waiting = false;
    this.release();
  }

  /** Ends the active response and forgets one that waits. Returns whether there was any. */
  cancel(): boolean {
    this.#waiting = false;
    if (this.#state.kind === 'idle' || this.#state.cancelled) return false;
    this.#state = { ...this.#state, cancelled: true };
    this.#effects.cancel();
    return true;
  }

  /** The server cut its own response off, hearing speech: the same as `cancel`, without asking. */
  interruptedByServer(): void {
    this.#waiting = false;
    if (this.#state.kind !== 'idle') this.#state = { ...this.#state, cancelled: true };
  }

  /** `response.created`, also for one that the server began by itself. */
  created(id: string | null): void {
    const cancelled = this.#state.kind === 'requested' && this.#state.cancelled;
    this.#state = { kind: 'active', id, cancelled };
    // The first cancel may have come before there was anything to cancel.
    if (cancelled) this.#effects.cancel();
  }

  /** `response.done`. One that is not the active one (out of band) changes nothing. */
  done(id: string | null): void {
    if (this.#state.kind === 'active' && id !== null && this.#state.id !== null) {
      if (this.#state.id !== id) return;
    }
    this.#next();
  }

  /**
   * The server refused the event `eventId` (null: it does not say which, and is believed to mean
   * a request that is under way). With `busy` it has a response of its own that came first: ours
   * is asked for again when that one has ended. Returns whether the event was ours.
   */
  refused(eventId: string | null, busy: boolean): boolean {
    const requested = this.#state.kind === 'requested';
    if (eventId === null ? !requested : eventId !== this.#lastEvent()) return false;
    if (busy && !this.cancelled) {
      this.#waiting = true;
      if (requested) this.#state = { kind: 'active', id: null, cancelled: false };
    } else if (requested) this.#next();
    return true;
  }

  #lastEvent(): string {
    return `create_${this.#requests}`;
  }

  #next(): void {
    this.#state = { kind: 'idle' };
    if (!this.#waiting || this.#held) return;
    this.#waiting = false;
    this.#create();
  }

  #create(): void {
    this.#requests += 1;
    this.#state = { kind: 'requested', cancelled: false };
    this.#effects.create(this.#lastEvent());
  }
}
