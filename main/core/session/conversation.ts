import type { AnyEvent } from '../../../contract/events/events.ts';
import { noUsage, type OfferedReply, type Usage } from '../../../contract/session.ts';
import { addUsage } from '../usage/usage.ts';
import type { MadeCall } from './seed.ts';
import { Transcript } from './transcript.ts';

/** What is kept of a conversation from one connection to the next. Replaced when a new one begins. */
export class Conversation {
  readonly transcript: Transcript;
  readonly madeCalls = new Map<string, MadeCall>();
  readonly #emit: (event: AnyEvent) => void;
  #replies: readonly OfferedReply[] = [];
  #total: Usage = noUsage;

  constructor(emit: (event: AnyEvent) => void) {
    this.#emit = emit;
    this.transcript = new Transcript(emit);
  }

  get replies(): readonly OfferedReply[] {
    return this.#replies;
  }

  /** Tokens of all its responses. */
  get total(): Usage {
    return this.#total;
  }

  offer(replies: readonly OfferedReply[]): void {
    if (JSON.stringify(replies) === JSON.stringify(this.#replies)) return;
    this.#replies = replies;
    this.#emit({ name: 'replies.offered', payload: { replies: [...replies] } });
  }

  used(response: Usage): void {
    this.#total = addUsage(this.#total, response);
    this.#emit({ name: 'usage.added', payload: { response, total: this.#total } });
  }

  /** The connection is gone: what was under way is marked as it stands. */
  breakOff(failure: { code: 'connection_lost'; text: string }): void {
    for (const item of this.transcript.items) {
      if (item.kind === 'tool') {
        if (item.status === 'asking' || item.status === 'running') {
          this.transcript.update(item.id, (tool) => ({ ...tool, status: 'failed' }) as typeof item);
        }
      } else if (item.status === 'pending' || item.status === 'partial') {
        this.transcript.updateMessage(item.id, { status: 'failed', failure });
      }
    }
  }

  /** Takes everything from the screen, before another conversation takes its place. */
  leave(): void {
    this.transcript.remove(this.transcript.items.map(({ id }) => id));
    this.offer([]);
  }
}
