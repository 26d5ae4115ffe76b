/** What a response is for: the conversation, or help that was asked for beside it. */
export type ResponsePurpose = 'answer' | 'help';

/**
 * Keeps the one rule of responses: one active response, ever. To the conversation a second
 * `response.create` is an error; beside it, it would talk over what is heard. What is asked for
 * meanwhile waits for `response.done`. Pure: the two effects are injected.
 */
export interface SequencerEffects {
  /** Sends `response.create`; `eventId` comes back in the error that refuses it. */
  create(eventId: string, purpose: ResponsePurpose): void;
  /**
   * Sends `response.cancel`. A response beside the conversation is known to it by its id alone, so
   * it is cancelled once it has one (null: the server gives none).
   */
  cancel(id: string | null, purpose: ResponsePurpose): void;
}

type State =
  | { readonly kind: 'idle' }
  /** Asked for, not announced yet. */
  | {
      readonly kind: 'requested';
      readonly purpose: ResponsePurpose;
      readonly cancelled: boolean;
    }
  | {
      readonly kind: 'active';
      readonly purpose: ResponsePurpose;
      readonly id: string | null;
      readonly cancelled: boolean;
    };

export class ResponseSequencer {
  readonly #effects: SequencerEffects;
  #state: State = { kind: 'idle' };
  /** At most one of each purpose waits. Help goes first: the learner has just asked for it. */
  readonly #waiting = new Set<ResponsePurpose>();
  /** The learner has the floor: nothing may be asked for that would talk over them. */
  #held = false;
  #requests = 0;
  #lastPurpose: ResponsePurpose = 'answer';

  constructor(effects: SequencerEffects) {
    this.#effects = effects;
  }

  /** True while a response is being made or has been asked for. */
  get busy(): boolean {
    return this.#state.kind !== 'idle' || this.#waiting.size > 0;
  }

  /** True when the active response was cancelled: what still arrives of it is not to be heard. */
  get cancelled(): boolean {
    return this.#state.kind !== 'idle' && this.#state.cancelled;
  }

  /** What the active response is for, also when it was cancelled; null: none is announced. */
  get active(): ResponsePurpose | null {
    return this.#state.kind === 'active' ? this.#state.purpose : null;
  }

  /** Asks for a response: now, or when the active one has ended and the floor is free. */
  request(purpose: ResponsePurpose = 'answer'): void {
    if (this.#state.kind === 'idle' && !this.#held) this.#create(purpose);
    else this.#waiting.add(purpose);
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
    this.#waiting.clear();
    this.release();
  }

  /** Ends the active response and forgets what waits. Returns whether there was any. */
  cancel(): boolean {
    this.#waiting.clear();
    const state = this.#state;
    if (state.kind === 'idle' || state.cancelled) return false;
    this.#state = { ...state, cancelled: true };
    if (state.kind === 'active') this.#effects.cancel(state.id, state.purpose);
    // Help cannot be cancelled before it has an id.
    else if (state.purpose === 'answer') this.#effects.cancel(null, 'answer');
    return true;
  }

  /** The server cut its own response off, hearing speech: the same as `cancel`, without asking. */
  interruptedByServer(): void {
    // It cuts off its answers only: what runs beside the conversation would go on.
    if (this.#state.kind !== 'idle' && this.#state.purpose === 'help') this.cancel();
    this.#waiting.clear();
    if (this.#state.kind !== 'idle') this.#state = { ...this.#state, cancelled: true };
  }

  /**
   * `response.created`, also for an answer that the server began by itself. Returns false for help
   * that was not asked for, or no longer: it is not the active response.
   */
  created(id: string | null, purpose: ResponsePurpose = 'answer'): boolean {
    const awaited = this.#state.kind === 'requested' && this.#state.purpose === purpose;
    if (purpose === 'help' && !awaited) return false;
    const cancelled = awaited && this.cancelled;
    // The server began to answer while the learner asks for help: they have the floor.
    const unwanted = !awaited && this.#held;
    this.#state = { kind: 'active', purpose, id, cancelled: cancelled || unwanted };
    // The first cancel may have come before there was anything to cancel.
    if (cancelled || unwanted) this.#effects.cancel(id, purpose);
    return true;
  }

  /** `response.done`. One that is not the active one changes nothing. */
  done(id: string | null): void {
    if (this.#state.kind === 'active' && id !== null && this.#state.id !== null) {
      if (this.#state.id !== id) return;
    }
    this.#next();
  }

  /**
   * The server refused the event `eventId` (null: it does not say which, and is believed to mean
   * a request that is under way). With `busy` it has a response of its own that came first: ours
   * is asked for again when that one has ended. Returns what was refused; null: the event was not
   * ours.
   */
  refused(eventId: string | null, busy: boolean): ResponsePurpose | null {
    const requested = this.#state.kind === 'requested';
    if (eventId === null ? !requested : eventId !== this.#lastEvent()) return null;
    const purpose = this.#lastPurpose;
    if (busy && !this.cancelled) {
      this.#waiting.add(purpose);
      if (requested) this.#state = theirs;
    } else if (requested) this.#next();
    return purpose;
  }

  #lastEvent(): string {
    return `create_${this.#requests}`;
  }

  #next(): void {
    this.#state = { kind: 'idle' };
    if (this.#held) return;
    const purpose = (['help', 'answer'] as const).find((each) => this.#waiting.delete(each));
    if (purpose !== undefined) this.#create(purpose);
  }

  #create(purpose: ResponsePurpose): void {
    this.#requests += 1;
    this.#lastPurpose = purpose;
    this.#state = { kind: 'requested', purpose, cancelled: false };
    this.#effects.create(this.#lastEvent(), purpose);
  }
}

/** A response that the server has and never announced to us. */
const theirs: State = { kind: 'active', purpose: 'answer', id: null, cancelled: false };
