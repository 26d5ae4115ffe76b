import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';
import type { Played } from '../../../contract/calls/session-calls.ts';

/** An item whose audio goes to the loudspeaker. Counts are samples at 24 kHz. */
interface Entry {
  readonly stream: number;
  readonly item: string;
  readonly contentIndex: number;
  sequence: number;
  sent: number;
  played: number;
  /** Played, or lost, before the loudspeaker that is there now began to count. */
  base: number;
  ended: boolean;
  cut: boolean;
}

/** Where an item was cut off: what `conversation.item.truncate` wants, and what share was heard. */
export interface Cut {
  readonly item: string;
  readonly contentIndex: number;
  /** Whole milliseconds that were played, never more than were received. */
  readonly audioEndMilliseconds: number;
  /** Between 0 and 1. */
  readonly heard: number;
}

/** A frame's place: which stream, and the how-manyth frame of it. */
export interface Placement {
  readonly stream: number;
  readonly sequence: number;
}

/** The last items that are remembered; older ones have long been played. */
const MAX_ENTRIES = 32;

/**
 * Knows for every item how much of its audio went to the loudspeaker and how much was played. Wall
 * clock time is no substitute: it is wrong as soon as an answer waits, stalls or overlaps.
 */
export class PlaybackLedger {
  readonly #entries: Entry[] = [];
  #streams = 0;
  #away = false;

  /** Samples that were sent, are still wanted, and were not played yet. */
  get pending(): number {
    const wanted = this.#entries.filter((entry) => !entry.cut);
    return wanted.reduce((sum, { sent, played }) => sum + (sent - played), 0);
  }

  /**
   * Registers `samples` of an item's audio and says under which number to send them. Null when the
   * item was cut off: nobody wants to hear the rest.
   */
  send(item: string, contentIndex: number, samples: number): Placement | null {
    const entry = this.#find(item) ?? this.#open(item, contentIndex);
    if (entry.cut) return null;
    const { stream, sequence } = entry;
    entry.sequence += 1;
    entry.sent += samples;
    if (this.#away) this.#settle(entry);
    return { stream, sequence };
  }

  /** No more audio of the item will come. Null when there never was any, or it was said before. */
  end(item: string): Placement | null {
    const entry = this.#find(item);
    if (entry === undefined || entry.ended || entry.cut) return null;
    entry.ended = true;
    return { stream: entry.stream, sequence: entry.sequence };
  }

  /** Items whose end is still to come. */
  get open(): readonly string[] {
    return this.#entries.filter((entry) => !entry.ended && !entry.cut).map(({ item }) => item);
  }

  /** What the loudspeaker says it has played. More than was sent is not believed. */
  report(played: readonly Played[]): void {
    for (const { stream, samples } of played) {
      const entry = this.#entries.find((candidate) => candidate.stream === stream);
      if (entry === undefined) continue;
      // Never backwards: a late report is an old one.
      entry.played = Math.max(entry.played, Math.min(entry.base + samples, entry.sent));
    }
  }

  /**
   * Cuts off everything that is not played out: from here on `send` refuses it. Returns a function
   * that says where each was cut, to be asked once the loudspeaker has reported.
   */
  cut(): () => readonly Cut[] {
    const unfinished = this.#entries.filter(
      (entry) => !entry.cut && (entry.played < entry.sent || !entry.ended),
    );
    for (const entry of unfinished) entry.cut = true;
    return () => unfinished.map(cutOf);
  }

  /** The loudspeaker is gone: until `returned`, whatever is sent counts as played. */
  left(): void {
    this.#away = true;
    for (const entry of this.#entries) if (!entry.cut) this.#settle(entry);
  }

  /** Another loudspeaker is there, and counts every stream from 0. */
  returned(): void {
    this.#away = false;
  }

  /** Whether any audio of the item was ever sent. */
  knows(item: string): boolean {
    return this.#find(item) !== undefined;
  }

  /** Whether the item is being played, or more of it is to come. */
  plays(item: string): boolean {
    const entry = this.#find(item);
    return entry !== undefined && !entry.cut && (entry.played < entry.sent || !entry.ended);
  }

  /** Forgets all items: another server may call its own the same. Stream numbers go on. */
  forget(): void {
    this.#entries.length = 0;
  }

  #settle(entry: Entry): void {
    entry.played = entry.sent;
    entry.base = entry.sent;
  }

  #find(item: string): Entry | undefined {
    return this.#entries.find((entry) => entry.item === item);
  }

  #open(item: string, contentIndex: number): Entry {
    this.#streams += 1;
    const stream = this.#streams;
    const counts = { sequence: 0, sent: 0, played: 0, base: 0, ended: false, cut: false };
    const entry: Entry = { stream, item, contentIndex, ...counts };
    this.#entries.push(entry);
    if (this.#entries.length > MAX_ENTRIES) this.#entries.shift();
    return entry;
  }
}

function cutOf(entry: Entry): Cut {
  return {
    item: entry.item,
    contentIndex: entry.contentIndex,
    audioEndMilliseconds: Math.floor((entry.played * 1000) / SAMPLE_RATE),
    heard: entry.sent === 0 ? 0 : entry.played / entry.sent,
  };
}
