import type { AnyEvent } from '../../../contract/events/events.ts';
import {
  noUsage,
  type OfferedReply,
  type TranscriptionUsage,
  type Usage,
} from '../../../contract/session.ts';
import { PictureShelf } from '../pictures/picture-shelf.ts';
import { addUsage, isNothing } from '../usage/usage.ts';
import type { Digest } from './digest.ts';
import { type ConversationNames, Names } from './item-names.ts';
import { KeptTurns } from './kept-turns.ts';
import type { MadeCall } from './seed.ts';
import type { SessionPrefix } from './session-config.ts';
import { Transcript } from './transcript.ts';

/** An answer that ends the connection each time is not asked for more often than this. */
const MAX_ASKED_AGAIN = 5;

/** What is kept of a conversation from one connection to the next. Replaced when a new one begins. */
export class Conversation {
  readonly transcript: Transcript;
  readonly pictures: PictureShelf;
  /** The role-play that it is, whatever the settings have come to say. */
  readonly scenario: string | null;
  readonly madeCalls = new Map<string, MadeCall>();
  /** What was spoken and has no words yet. */
  readonly kept = new KeptTurns();
  readonly names: ConversationNames;
  /** What stands for its oldest part on a new connection. */
  digest: Digest | null = null;
  /** The learner has stopped the latest answer: it is not asked for again. */
  hushed = false;
  readonly #emit: (event: AnyEvent) => void;
  #replies: readonly OfferedReply[] = [];
  #resting = false;
  #askedAgain = 0;
  #total: Usage = noUsage;
  #prefix: SessionPrefix | null = null;

  constructor(emit: (event: AnyEvent) => void, scenario: string | null, newId: () => string) {
    this.#emit = emit;
    this.scenario = scenario;
    this.names = { items: new Names(newId), calls: new Names(newId) };
    this.transcript = new Transcript(emit);
    this.pictures = new PictureShelf(this.transcript);
  }

  /** What can be said now: nothing while no session is open. */
  get replies(): readonly OfferedReply[] {
    return this.#resting ? [] : this.#replies;
  }

  /** Tokens of all its responses. */
  get total(): Usage {
    return this.#total;
  }

  offer(replies: readonly OfferedReply[]): void {
    if (JSON.stringify(replies) === JSON.stringify(this.#replies)) return;
    this.#replies = replies;
    this.#tellReplies();
  }

  /** A session takes the conversation up, with what was on offer before. */
  takeUp(): void {
    this.#resting = false;
    if (this.#replies.length > 0) this.#tellReplies();
  }

  /** Whether an answer that is owed may be asked for once more: not for ever, if each try fails. */
  mayAskAgain(): boolean {
    this.#askedAgain += 1;
    return this.#askedAgain <= MAX_ASKED_AGAIN;
  }

  /** An answer came to its end. */
  answered(): void {
    this.#askedAgain = 0;
  }

  /**
   * What every prompt of it begins with. It is made once and stays, over connections and whatever
   * the settings have come to say: a changed beginning is paid for again, and nothing behind it is
   * served from the cache.
   */
  prefix(make: () => SessionPrefix): SessionPrefix {
    this.#prefix ??= make();
    return this.#prefix;
  }

  /** Servers that count nothing report zeros: those are no news, and mean another thing here. */
  used(response: Usage): void {
    if (isNothing(response)) return;
    this.#total = addUsage(this.#total, response);
    this.#emit({ name: 'usage.added', payload: { response, total: this.#total } });
  }

  /** Nothing that the partner has said stays hidden. */
  showWords(): void {
    for (const item of this.transcript.items) {
      if (item.kind !== 'message' || item.hint !== 'sound') continue;
      this.transcript.updateMessage(item.id, { hint: 'text' });
    }
  }

  transcribed(usage: TranscriptionUsage): void {
    this.#emit({ name: 'usage.transcribed', payload: { usage } });
  }

  /** The connection is gone: what was under way is marked as it stands. */
  breakOff(failure: { code: 'connection_lost'; text: string }): void {
    if (this.replies.length > 0) {
      this.#resting = true;
      this.#tellReplies();
    }
    this.#resting = true;
    for (const item of this.transcript.items) {
      if (item.kind === 'tool') {
        if (item.status === 'asking' || item.status === 'running') {
          this.transcript.update(item.id, (tool) => ({ ...tool, status: 'failed' }) as typeof item);
        }
      } else if (item.status === 'pending' || item.status === 'partial') {
        this.transcript.updateWords(item.id, { status: 'failed', failure });
      }
    }
  }

  /** Takes everything from the screen, before another conversation takes its place. */
  leave(): void {
    this.transcript.remove(this.transcript.items.map(({ id }) => id));
    this.offer([]);
    this.#emit({ name: 'usage.added', payload: { response: noUsage, total: noUsage } });
  }

  #tellReplies(): void {
    this.#emit({ name: 'replies.offered', payload: { replies: [...this.replies] } });
  }
}
