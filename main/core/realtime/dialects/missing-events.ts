import { assertNever } from '../../../../contract/base/assert-never.ts';
import { RecentIds } from '../../session/recent-ids.ts';
import type { Item, ServerEvent, ServerEventOf } from '../server-event.ts';

/** A piece of an answer, as an event that names its response and its item. */
type Part = ServerEventOf<
  | 'response.output_audio.delta'
  | 'response.output_audio.done'
  | 'response.output_audio_transcript.delta'
  | 'response.output_audio_transcript.done'
  | 'response.output_text.delta'
  | 'response.output_text.done'
>;
type Call = ServerEventOf<'response.function_call_arguments.done'>;

/**
 * Adds the events that some servers leave out and the session goes by: `response.created`,
 * `response.output_item.added` before the first word, the item of a call, and the item of what the
 * learner said. A server that sends them all is passed on as it is.
 */
export class MissingEvents {
  readonly #responses = new RecentIds();
  readonly #outputs = new RecentIds();
  /** Items that were made up here: their parts are counted by some servers, which means nothing. */
  readonly #made = new RecentIds();
  readonly #heard = new RecentIds();
  readonly #calls = new RecentIds();
  /** Calls that no item was told of yet. */
  #open: Call[] = [];
  /** The server never says `committed`. */
  #isSilent: boolean;

  /** `isSilent`: the server is known to tell of no item for what it has heard. */
  constructor(isSilent: boolean) {
    this.#isSilent = isSilent;
  }

  /** `event` with what should have come before it. */
  fill(event: ServerEvent): readonly ServerEvent[] {
    switch (event.type) {
      case 'response.created':
        if (event.response.id !== null) this.#responses.add(event.response.id);
        return [event];
      case 'response.done':
        return [...this.#callsOf(event.response.id), event];
      case 'response.output_item.added':
        this.#outputs.add(event.item.id);
        return [...this.#response(event.response_id), event];
      case 'response.output_item.done':
        this.#outputs.add(event.item.id);
        if (event.item.call_id !== null) this.#calls.add(event.item.call_id);
        return [event];
      case 'response.function_call_arguments.done':
        this.#open.push(event);
        return [...this.#response(event.response_id), event];
      case 'conversation.item.added':
      case 'conversation.item.done':
        if (event.item.role === 'user') this.#heard.add(event.item.id);
        return [event];
      case 'input_audio_buffer.committed':
        this.#heard.add(event.item_id);
        return [event];
      case 'input_audio_buffer.speech_stopped':
        return [event, ...(this.#isSilent ? this.#committed(event.item_id) : [])];
      case 'conversation.item.input_audio_transcription.delta':
      case 'conversation.item.input_audio_transcription.completed':
      case 'conversation.item.input_audio_transcription.failed':
        return [...this.#committed(event.item_id), event];
      case 'response.output_audio.delta':
      case 'response.output_audio.done':
      case 'response.output_audio_transcript.delta':
      case 'response.output_audio_transcript.done':
      case 'response.output_text.delta':
      case 'response.output_text.done':
        return this.#part(event);
      case 'session.created':
      case 'session.updated':
      case 'conversation.item.deleted':
      case 'input_audio_buffer.speech_started':
      case 'input_audio_buffer.timeout_triggered':
      case 'error':
        return [event];
      default:
        return assertNever(event);
    }
  }

  #response(id: string | null): readonly ServerEvent[] {
    if (id === null || this.#responses.has(id)) return [];
    this.#responses.add(id);
    const nothing = { status_details: null, conversation_id: null, metadata: {}, usage: null };
    return [{ type: 'response.created', response: { id, status: 'in_progress', ...nothing } }];
  }

  #part(event: Part): readonly ServerEvent[] {
    const before = [...this.#response(event.response_id)];
    if (!this.#outputs.has(event.item_id)) {
      this.#outputs.add(event.item_id);
      this.#made.add(event.item_id);
      const item = { ...emptyItem(event.item_id, 'message'), role: 'assistant' };
      before.push({ type: 'response.output_item.added', response_id: event.response_id, item });
    }
    const isMade = this.#made.has(event.item_id);
    return [...before, isMade ? { ...event, content_index: 0 } : event];
  }

  #committed(id: string | null): readonly ServerEvent[] {
    if (id === null || this.#heard.has(id)) return [];
    this.#heard.add(id);
    this.#isSilent = true;
    return [{ type: 'input_audio_buffer.committed', item_id: id, previous_item_id: null }];
  }

  /** Items of the calls of a response that has ended, as far as nobody told of them. */
  #callsOf(response: string | null): readonly ServerEvent[] {
    const ended = this.#open.filter((call) => call.response_id === response);
    this.#open = this.#open.filter((call) => call.response_id !== response).slice(-MOST_OPEN_CALLS);
    return ended.flatMap((call): ServerEvent[] => {
      const { call_id, name, response_id } = call;
      if (call_id === null || name === null || this.#calls.has(call_id)) return [];
      this.#calls.add(call_id);
      // Not the id of the event: some servers give a call that of the message beside it.
      const item = { ...emptyItem(`call_${call_id}`, 'function_call'), name, call_id };
      const told = { ...item, status: 'completed', arguments: call.arguments };
      return [{ type: 'response.output_item.done', response_id, item: told }];
    });
  }
}

const MOST_OPEN_CALLS = 64;

function emptyItem(id: string, type: Item['type']): Item {
  return {
    id,
    type,
    role: null,
    status: null,
    content: [],
    name: null,
    call_id: null,
    arguments: null,
    output: null,
  };
}
