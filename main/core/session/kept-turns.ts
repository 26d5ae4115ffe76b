import type { Delivery } from '../../../contract/session.ts';
import { HeardStream } from './heard-stream.ts';
import { MAX_TURN_SAMPLES, MAX_WORDLESS_SAMPLES, TurnAudio } from './turn-audio.ts';

/** A spoken turn whose words are not known yet, so that only its audio can be said again. */
export interface KeptTurn {
  /** Its item in the transcript; null until a server has made one of it. */
  item: string | null;
  /** `sent`: a server was asked to make an item of it. `wordless`: its words could not be made out. */
  state: 'sent' | 'placed' | 'wordless';
  readonly audio: TurnAudio;
  /** How it was spoken; null where nobody listened for that. */
  delivery: Delivery | null;
}

/**
 * Keeps what the learner says until its words are written down, so that it can be said again on
 * another connection: the turn that is being spoken, those that no server has taken for certain,
 * and those that have no words. It outlives connections, and never keeps a turn twice.
 */
export class KeptTurns {
  #open = new TurnAudio();
  #turns: KeptTurn[] = [];
  #heard = new HeardStream(false);

  /** The turn that is being spoken. */
  get open(): TurnAudio {
    return this.#open;
  }

  /** The microphone of hands-free listening. */
  get heard(): HeardStream {
    return this.#heard;
  }

  /**
   * Another server listens from now on, or none (`away`); it was sent `behind` samples before.
   * Returns what it has to hear first.
   */
  hearAnew(away: boolean, behind: number): TurnAudio {
    const tail = this.#heard.tail();
    this.#heard = new HeardStream(away, behind);
    for (const piece of tail.pieces) this.#heard.append(piece);
    return tail;
  }

  /** Turns that are over, in the order in which they were spoken. */
  get turns(): readonly KeptTurn[] {
    return this.#turns;
  }

  /** Audio of the turn that is being spoken. Returns the samples that had to be forgotten for it. */
  append(samples: Int16Array): number {
    this.#heard.skip(samples.length);
    return this.#open.push(samples);
  }

  /** The open turn is over, and a server is asked to make an item of it. */
  commit(): void {
    this.#turns.push({ item: null, state: 'sent', audio: this.#open, delivery: null });
    this.#open = new TurnAudio();
  }

  /** How the turn was spoken that was committed last. */
  delivered(delivery: Delivery): void {
    const last = this.#turns.at(-1);
    if (last !== undefined) last.delivery = delivery;
  }

  /** The open turn, or what was listened to and is no turn, was not meant for anybody. */
  drop(): void {
    this.#open = new TurnAudio();
    this.#heard.skip(0);
  }

  /** A turn that the server found by itself, and made `item` of. */
  found(item: string, audio: TurnAudio): void {
    if (this.of(item) === undefined)
      this.#turns.push({ item, state: 'placed', audio, delivery: null });
    this.#bound();
  }

  /** All turns are sent once more, in their order, to a new connection. */
  sendAgain(): readonly KeptTurn[] {
    for (const turn of this.#turns) if (turn.state === 'placed') turn.state = 'sent';
    return this.#turns;
  }

  /** The server has made `item` of the oldest turn that was sent. */
  placed(item: string): void {
    const turn =
      this.#turns.find((each) => each.item === item) ??
      this.#turns.find((each) => each.state === 'sent' && each.item === null);
    if (turn === undefined) return;
    turn.item = item;
    if (turn.state === 'sent') turn.state = 'placed';
    this.#bound();
  }

  /** The server would not make an item of `item`; null: of the oldest turn that has none. */
  refused(item: string | null): void {
    const at = this.#turns.findIndex((turn) => turn.item === item);
    if (at !== -1) this.#turns.splice(at, 1);
  }

  /** The words of `item` are written down, or it was taken back: its audio is no longer needed. */
  settled(item: string): void {
    this.#turns = this.#turns.filter((turn) => turn.item !== item);
  }

  /** The words of `item` could not be made out: its audio is all that there is of it. */
  wordless(item: string): void {
    const turn = this.of(item);
    if (turn !== undefined) turn.state = 'wordless';
    this.#bound();
  }

  of(item: string): KeptTurn | undefined {
    return this.#turns.find((turn) => turn.item === item);
  }

  /** Turns without words are forgotten, the oldest first, when there is too much of them. */
  #bound(): void {
    const length = (turns: readonly KeptTurn[]): number =>
      turns.reduce((sum, { audio }) => sum + audio.length, 0);
    let silent = this.#turns.filter(({ state }) => state === 'wordless');
    while (silent.length > 1 && length(silent) > MAX_WORDLESS_SAMPLES) this.#forget(silent.shift());
    silent = this.#turns.filter(({ state }) => state !== 'sent');
    while (silent.length > 1 && length(silent) > MAX_TURN_SAMPLES) this.#forget(silent.shift());
  }

  #forget(turn: KeptTurn | undefined): void {
    this.#turns = this.#turns.filter((each) => each !== turn);
  }
}
