import { assertNever } from '../../../contract/base/assert-never.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { HeardAudio, Item, UserItem } from '../conversation/item.ts';
import { heardAudio, itemFromWire } from '../conversation/item-from-wire.ts';
import { itemToWire } from '../conversation/item-to-wire.ts';
import { truncateItem } from '../conversation/truncate.ts';
import type { ClientEventOf } from '../protocol/client-event.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Emit } from '../protocol/server-event.ts';
import type { SessionServices } from './services.ts';
import type { SessionState } from './session-state.ts';
import { emitTranscription } from './transcription.ts';

interface ItemDeskOptions {
  readonly emit: Emit;
  readonly conversation: Conversation;
  readonly state: SessionState;
  readonly services: SessionServices;
}

type ItemEvent = ClientEventOf<
  | 'conversation.item.create'
  | 'conversation.item.delete'
  | 'conversation.item.retrieve'
  | 'conversation.item.truncate'
>;

/** Handles what a client does to the items of the conversation, and listens to the audio among them. */
export class ItemDesk {
  readonly #options: ItemDeskOptions;

  constructor(options: ItemDeskOptions) {
    this.#options = options;
  }

  handle(event: ItemEvent): void {
    switch (event.type) {
      case 'conversation.item.create':
        this.#create(event);
        break;
      case 'conversation.item.delete':
        this.#delete(event);
        break;
      case 'conversation.item.retrieve':
        this.#retrieve(event);
        break;
      case 'conversation.item.truncate':
        this.#truncate(event);
        break;
      default:
        assertNever(event);
    }
  }

  #create(event: ClientEventOf<'conversation.item.create'>): void {
    const item = itemFromWire(event.item, this.#options.services.makeId);
    this.#options.conversation.insert(item, event.previous_item_id);
    this.#announce(item);
    if (item.kind === 'user') this.#listen(item);
  }

  /** Makes an item of committed audio, at the end of the conversation. */
  commit(samples: Int16Array, id: string): void {
    const { conversation, emit } = this.#options;
    const item: UserItem = { kind: 'user', id, status: 'completed', parts: [heardAudio(samples)] };
    const previous = conversation.last;
    conversation.insert(item);
    emit({ type: 'input_audio_buffer.committed', previous_item_id: previous, item_id: id });
    this.#announce(item);
    this.#listen(item);
  }

  #delete({ item_id }: ClientEventOf<'conversation.item.delete'>): void {
    this.#options.conversation.remove(item_id);
    this.#options.emit({ type: 'conversation.item.deleted', item_id });
  }

  #retrieve({ item_id }: ClientEventOf<'conversation.item.retrieve'>): void {
    const item = this.#find(item_id, 'item_retrieve_invalid_item_id', 'retrieving');
    const wire = itemToWire(item, { withAudio: true });
    this.#options.emit({ type: 'conversation.item.retrieved', item: wire });
  }

  #truncate(event: ClientEventOf<'conversation.item.truncate'>): void {
    const { item_id, content_index, audio_end_ms } = event;
    const item = this.#find(item_id, 'item_truncate_invalid_item_id', 'truncating');
    truncateItem(item, { contentIndex: content_index, audioEndMilliseconds: audio_end_ms });
    this.#options.emit({
      type: 'conversation.item.truncated',
      item_id,
      content_index,
      audio_end_ms,
    });
  }

  #find(id: string, code: string, doing: string): Item {
    const item = this.#options.conversation.find(id);
    if (item !== undefined) return item;
    throw new Refusal(
      code,
      `Error ${doing} item: the item with id '${id}' does not exist.`,
      'item_id',
    );
  }

  #announce(item: Item): void {
    const { conversation, emit } = this.#options;
    const wire = { previous_item_id: conversation.before(item.id), item: itemToWire(item) };
    emit({ type: 'conversation.item.added', ...wire });
    emit({ type: 'conversation.item.done', ...wire });
  }

  #listen(item: UserItem): void {
    for (const [index, part] of item.parts.entries()) {
      if (part.kind === 'audio') this.#hear(item, { part, index });
    }
  }

  #hear(item: UserItem, { part, index }: { part: HeardAudio; index: number }): void {
    const { conversation, emit, services, state } = this.#options;
    if (part.samples === null) return;
    const { items } = conversation;
    const before = items.slice(0, items.indexOf(item));
    part.hearing = services.brain.hear(part.samples, before, state.config);
    if (state.config.audio.input.transcription === null) return;
    emitTranscription(emit, part, { item_id: item.id, content_index: index });
  }
}
