import { encodePcm16 } from '../../audio/pcm16.ts';
import { AudioHold } from './audio-hold.ts';

/** The socket as the queue sees it. */
export interface OutgoingSocket {
  send(text: string): void;
  /** Asks for an answer that says that everything before it has arrived. */
  mark(mark: number): void;
  /** Bytes that the socket has taken and not given to the system. */
  bufferedNow(): number;
  now(): number;
}

type Entry =
  | { readonly kind: 'event'; readonly text: string }
  | { readonly kind: 'audio'; readonly hold: AudioHold };

interface Mark {
  readonly mark: number;
  readonly bytes: number;
  readonly at: number;
}

const FIRST_WINDOW = 16 * 1024;
const LEAST_WINDOW = 8 * 1024;
const LARGEST_WINDOW = 1024 * 1024;
/** Bytes after which an answer is asked for, so that the window moves on before it is full. */
const MARK_EVERY = 4 * 1024;
/** Without answers only the socket's own queue tells whether the network drains. */
const HIGH_WATER_BYTES = 64 * 1024;
/** 100 ms of audio: what a network of 5 KB/s takes in little more than a second. */
const PIECE_SAMPLES = 2400;
const FAST_MILLISECONDS = 1500;
const SLOW_MILLISECONDS = 2500;
const MAX_EVENTS = 10_000;

/**
 * What waits for the network, in order: events, and audio in pieces. No more is under way than the
 * network takes in a second or two, as the answers to marks tell; so a slow network stays a live
 * one, and at most 1 MiB lies where nobody can take it back.
 */
export class Outgoing {
  readonly #socket: OutgoingSocket;
  #queue: Entry[] = [];
  #events = 0;
  #window = FIRST_WINDOW;
  #underWay = 0;
  #unmarked = 0;
  #marks: Mark[] = [];
  #count = 0;
  #open = false;
  /** The peer answers no marks. */
  #blind = false;

  constructor(socket: OutgoingSocket) {
    this.#socket = socket;
  }

  /** Audio has been sent, or waits, that is not known to have arrived. */
  get waiting(): boolean {
    return this.#queue.length > 0 || this.#underWay > LEAST_WINDOW;
  }

  /** The socket is open: what has waited for it goes out. */
  start(): void {
    this.#open = true;
    this.pump();
  }

  /** The peer gives no answers: what the socket holds has to do as a measure. */
  goBlind(): void {
    this.#blind = true;
    this.pump();
  }

  /** Returns false when too many wait, and this one is dropped. */
  event(text: string): boolean {
    if (this.#events >= MAX_EVENTS) return false;
    this.#events += 1;
    this.#queue.push({ kind: 'event', text });
    this.pump();
    return true;
  }

  /** Returns the samples that were dropped for these: the oldest that wait. */
  audio(samples: Int16Array): number {
    let last = this.#queue.at(-1);
    if (last?.kind !== 'audio') {
      last = { kind: 'audio', hold: new AudioHold() };
      this.#queue.push(last);
    }
    const dropped = last.hold.push(samples);
    this.pump();
    return dropped;
  }

  /** Everything before `mark` has arrived. */
  arrived(mark: number): void {
    const at = this.#marks.findIndex((each) => each.mark === mark);
    if (at === -1) return;
    const marks = this.#marks.splice(0, at + 1);
    const bytes = marks.reduce((sum, each) => sum + each.bytes, 0);
    this.#underWay -= bytes;
    this.#adapt(bytes, this.#socket.now() - (marks.at(-1)?.at ?? 0));
    this.pump();
  }

  /** Sends what the network has room for. */
  pump(): void {
    if (!this.#open) return;
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      const text = this.#hasRoom() ? this.#take(next) : null;
      if (text === null) break;
      this.#socket.send(text);
      this.#underWay += text.length;
      this.#unmarked += text.length;
      if (this.#unmarked >= MARK_EVERY || this.#marks.length === 0) this.#mark();
    }
  }

  clear(): void {
    this.#queue = [];
    this.#events = 0;
  }

  #hasRoom(): boolean {
    if (this.#blind) return this.#socket.bufferedNow() < HIGH_WATER_BYTES;
    return this.#underWay < this.#window;
  }

  #take(entry: Entry): string | null {
    if (entry.kind === 'event') {
      this.#queue.shift();
      this.#events -= 1;
      return entry.text;
    }
    const audio = encodePcm16(entry.hold.take(PIECE_SAMPLES));
    if (entry.hold.length === 0) this.#queue.shift();
    return JSON.stringify({ type: 'input_audio_buffer.append', audio });
  }

  #mark(): void {
    if (this.#blind) return;
    this.#count += 1;
    this.#marks.push({ mark: this.#count, bytes: this.#unmarked, at: this.#socket.now() });
    this.#unmarked = 0;
    this.#socket.mark(this.#count);
  }

  #adapt(bytes: number, took: number): void {
    if (took < FAST_MILLISECONDS) this.#window = Math.min(LARGEST_WINDOW, this.#window + bytes);
    if (took > SLOW_MILLISECONDS) this.#window = Math.max(LEAST_WINDOW, this.#window / 2);
  }
}
