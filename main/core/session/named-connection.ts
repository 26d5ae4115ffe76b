import type { ConversationItem } from 'openai/resources/realtime/realtime';
import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { Emitter } from '../../../contract/base/emitter.ts';
import type { ClientEvent } from '../realtime/client-event.ts';
import type { Connection } from '../realtime/connection.ts';
import type { ServerEvent } from '../realtime/server-event.ts';
import {
  ConnectionNames,
  type ConversationNames,
  localized,
  type NamesOnConnection,
  newItem,
  seededItem,
} from './item-names.ts';
import type { KeptTurns } from './kept-turns.ts';

type ResponseCreate = Extract<ClientEvent, { type: 'response.create' }>;

/**
 * A connection on which everything has the name that it has in the conversation, whatever the
 * server calls it. It also tells the kept turns what the server has made of them.
 */
export class NamedConnection implements Disposable {
  readonly #connection: Connection;
  readonly #kept: KeptTurns;
  readonly #names: NamesOnConnection;
  readonly #owned = new DisposableStore();
  readonly #events = this.#owned.add(new Emitter<ServerEvent>());
  readonly onEvent = this.#events.listen;
  /** For each commit that was sent, the item that it makes; null: a new one. */
  readonly #commits: { readonly item: string | null; readonly event: string }[] = [];
  /** What the server calls the learner's audio. */
  readonly #heard = new Set<string>();
  #count = 0;

  constructor(connection: Connection, names: ConversationNames, kept: KeptTurns) {
    this.#connection = this.#owned.add(connection);
    this.#kept = kept;
    const { items, calls } = names;
    this.#names = { items: new ConnectionNames(items), calls: new ConnectionNames(calls) };
    this.#owned.add(connection.onEvent((event) => this.#receive(event)));
  }

  get onOpen(): Connection['onOpen'] {
    return this.#connection.onOpen;
  }

  appendAudio(samples: Int16Array): number {
    return this.#connection.appendAudio(samples);
  }

  send(event: ClientEvent): void {
    this.#connection.send(this.#outbound(event));
  }

  /** Puts an item of what was said before into the conversation of this connection. */
  seed(said: ConversationItem): void {
    const item = seededItem(said, this.#names);
    this.#connection.send({ type: 'conversation.item.create', item });
  }

  /** Makes an item of the audio that was appended: `item`, or a new one (null). */
  commit(item: string | null): void {
    this.#count += 1;
    const event_id = `commit_${this.#count}`;
    this.#commits.push({ item, event: event_id });
    this.#connection.send({ type: 'input_audio_buffer.commit', event_id });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #receive(event: ServerEvent): void {
    const spoken = spokenItem(event);
    if (spoken !== null) this.#spoken(spoken);
    if (event.type === 'error') this.#refused(event.error.event_id);
    this.#events.emit(localized(event, this.#names));
  }

  /**
   * The server speaks of `server` as the learner's audio. The first time, it is what the oldest
   * commit made: servers announce the item and the commit in either order.
   */
  #spoken(server: string): void {
    const { items } = this.#names;
    // A name that was heard before in another event says nothing: servers are not always truthful.
    if (this.#heard.has(server)) return;
    this.#heard.add(server);
    const commit = this.#commits.shift();
    if (commit === undefined) return;
    if (commit.item !== null) items.pair(commit.item, server);
    this.#kept.placed(items.local(server));
  }

  #refused(event: string | null): void {
    const at = this.#commits.findIndex((commit) => commit.event === event);
    const [refused] = at === -1 ? [] : this.#commits.splice(at, 1);
    if (refused !== undefined) this.#kept.refused(refused.item);
  }

  #outbound(event: ClientEvent): ClientEvent {
    const { items } = this.#names;
    switch (event.type) {
      case 'conversation.item.create': {
        const { previous_item_id: before } = event;
        const placed = before === undefined ? {} : { previous_item_id: items.server(before) };
        return { ...event, ...placed, item: newItem(event.item, this.#names) };
      }
      case 'conversation.item.delete':
      case 'conversation.item.truncate':
        return { ...event, item_id: items.server(event.item_id) };
      case 'response.create':
        return event.response?.input === undefined ? event : this.#referring(event);
      default:
        return event;
    }
  }

  /** What a response beside the conversation refers to is called as the server calls it. */
  #referring(event: ResponseCreate): ResponseCreate {
    const input = event.response?.input?.map((item) => {
      // The package has no type for a reference by id, which the API documents.
      const { type, id } = item as { type: string; id?: string };
      const isReference = type === 'item_reference' && id !== undefined;
      return isReference ? { ...item, id: this.#names.items.server(id) } : item;
    });
    return { ...event, response: { ...event.response, ...(input === undefined ? {} : { input }) } };
  }
}

/** The id that an event of the server gives to the learner's audio, or null when it names none. */
function spokenItem(event: ServerEvent): string | null {
  switch (event.type) {
    case 'input_audio_buffer.committed':
    case 'conversation.item.input_audio_transcription.delta':
    case 'conversation.item.input_audio_transcription.completed':
    case 'conversation.item.input_audio_transcription.failed':
      return event.item_id;
    case 'conversation.item.added':
    case 'conversation.item.done': {
      const { id, role, content } = event.item;
      const isSpoken = role === 'user' && content.some(({ type }) => type === 'input_audio');
      return isSpoken ? id : null;
    }
    default:
      return null;
  }
}
