import type { Disposable } from '../../../contract/base/disposable.ts';
import type { Usage } from '../../../contract/session.ts';
import type { Clock } from '../base/clock.ts';
import type { ClientEvent } from '../realtime/client-event.ts';
import type { ServerEvent } from '../realtime/server-event.ts';
import { usageOf } from '../usage/usage.ts';

/** What a summary is asked for with. */
export interface SummaryOptions {
  readonly clock: Clock;
  send(event: ClientEvent): void;
  used(usage: Usage): void;
}

/** A server that has not written the summary by then is not waited for. */
const LONGEST_MILLISECONDS = 20_000;
const PURPOSE = 'summary';
const EVENT = 'summarise';

const INSTRUCTIONS = [
  'Summarise the conversation so far for somebody who takes your part in it now.',
  'Who says what to whom and why, what was agreed, names, numbers, what is still open,',
  'and the mistakes of the learner that were talked about. Under 300 words, plain text,',
  'in the language of the conversation. Do not greet, and do not answer the learner.',
].join(' ');

/**
 * Has the model sum up the conversation beside it: nothing of it is heard, and it is no part of the
 * transcript. Its events are taken out of the stream.
 */
export class Summary {
  readonly #options: SummaryOptions;
  #asked: Asked | null = null;

  constructor(options: SummaryOptions) {
    this.#options = options;
  }

  /** The summary, or null where the server gives none in time. One at a time. */
  ask(): Promise<string | null> {
    if (this.#asked !== null) return Promise.resolve(null);
    const { promise, resolve } = Promise.withResolvers<string | null>();
    const timeout = this.#options.clock.after(LONGEST_MILLISECONDS, () => this.#end(null));
    this.#asked = { id: null, text: '', timeout, resolve };
    this.#options.send({
      type: 'response.create',
      event_id: EVENT,
      response: {
        conversation: 'none',
        output_modalities: ['text'],
        metadata: { purpose: PURPOSE },
        instructions: INSTRUCTIONS,
        tool_choice: 'none',
      },
    });
    return promise;
  }

  /** Returns whether the event belonged to a summary, and so to nobody else. */
  takes(event: ServerEvent): boolean {
    if (event.type === 'response.created' && event.response.metadata.purpose === PURPOSE) {
      if (this.#asked !== null) this.#asked.id = event.response.id;
      return true;
    }
    if (event.type === 'response.done') return this.#done(event.response);
    if (event.type === 'error') return this.#refused(event.error.event_id);
    const id = this.#asked?.id ?? null;
    if (id === null || !('response_id' in event) || event.response_id !== id) return false;
    if (event.type === 'response.output_text.delta' && this.#asked !== null) {
      this.#asked.text += event.delta;
    }
    return true;
  }

  /** The connection is gone: there will be no summary. */
  dispose(): void {
    this.#end(null);
  }

  #done(response: Extract<ServerEvent, { type: 'response.done' }>['response']): boolean {
    const { id, status, metadata, usage } = response;
    const asked = this.#asked;
    const mine = metadata.purpose === PURPOSE || (asked !== null && id !== null && asked.id === id);
    if (!mine) return false;
    if (usage !== null) this.#options.used(usageOf(usage));
    const text = asked?.text.trim() ?? '';
    this.#end(status === 'completed' && text !== '' ? text : null);
    return true;
  }

  #refused(event: string | null): boolean {
    if (event !== EVENT) return false;
    this.#end(null);
    return true;
  }

  #end(text: string | null): void {
    const asked = this.#asked;
    this.#asked = null;
    asked?.timeout.dispose();
    asked?.resolve(text);
  }
}

interface Asked {
  id: string | null;
  text: string;
  readonly timeout: Disposable;
  readonly resolve: (text: string | null) => void;
}
