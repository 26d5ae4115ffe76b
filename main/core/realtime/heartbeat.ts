import { type Disposable, disposable } from '../../../contract/base/disposable.ts';
import type { Clock } from '../base/clock.ts';

/** What a heartbeat listens to and does. */
export interface HeartbeatOptions {
  readonly clock: Clock;
  ping(): void;
  /** Bytes that have come from the peer so far: a large message shows life before it is whole. */
  bytesRead(): number;
  /** The learner's voice is on its way: silence is found out sooner. */
  urgent(): boolean;
  /** Called at every beat, after life was looked for. */
  beaten(): void;
  /** The peer is gone, though nobody said so. */
  dead(): void;
}

const BEAT = 500;
/** A beat that comes so late was slept through, by the machine or by a busy process. */
const SLEPT = 3000;
const CALM = { ping: 3000, dead: 8000 } as const;
const URGENT = { ping: 1000, dead: 4000 } as const;
/** A peer that has sent nothing at all since the connection was made. */
const DEAF = 9000;
/** What a sign of life that was asked for may take. */
const PROBE = 2000;

/**
 * Finds out that a peer is gone without a word (a black hole, a half-open socket): within 4 s while
 * the learner's voice is on its way, within 9 s otherwise. Whatever comes from the peer is life. A
 * peer that has never answered a ping is not judged by pings.
 */
export class Heartbeat implements Disposable {
  readonly #options: HeartbeatOptions;
  #life: number;
  #pinged: number;
  #beaten: number;
  #read = 0;
  #answers = false;
  #probedUntil: number | null = null;
  #alarm: Disposable = disposable(() => {});

  /** Begins at once, with a ping. */
  constructor(options: HeartbeatOptions) {
    const now = options.clock.now();
    this.#options = options;
    this.#life = now;
    this.#beaten = now;
    this.#pinged = now;
    options.ping();
    this.#next();
  }

  /** The peer answers pings. */
  get answers(): boolean {
    return this.#answers;
  }

  /** A ping was answered. */
  pong(): void {
    this.#answers = true;
    this.#alive();
  }

  /** Wants a sign of life soon. */
  probe(): void {
    const now = this.#options.clock.now();
    this.#probedUntil ??= now + PROBE;
    this.#ping(now);
  }

  dispose(): void {
    this.#alarm.dispose();
  }

  #next(): void {
    this.#alarm = this.#options.clock.after(BEAT, () => this.#beat());
  }

  #beat(): void {
    const { clock, bytesRead, beaten, dead } = this.#options;
    const now = clock.now();
    const read = bytesRead();
    if (read !== this.#read) this.#alive();
    this.#read = read;
    const slept = now - this.#beaten > SLEPT;
    this.#beaten = now;
    if (slept) {
      this.#life = now;
      this.probe();
    }
    beaten();
    if (this.#isDead(now)) {
      dead();
      return;
    }
    if (now - Math.max(this.#life, this.#pinged) >= this.#limits.ping) this.#ping(now);
    this.#next();
  }

  get #limits(): typeof CALM | typeof URGENT {
    return this.#options.urgent() ? URGENT : CALM;
  }

  #isDead(now: number): boolean {
    if (this.#read === 0) return now - this.#life >= DEAF;
    if (!this.#answers) return false;
    if (this.#probedUntil !== null && now >= this.#probedUntil) return true;
    return now - this.#life >= this.#limits.dead;
  }

  #alive(): void {
    this.#life = this.#options.clock.now();
    this.#probedUntil = null;
  }

  #ping(now: number): void {
    this.#pinged = now;
    this.#options.ping();
  }
}
