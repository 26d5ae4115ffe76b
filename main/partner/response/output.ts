import type { Item } from '../conversation/item.ts';
import { itemToWire } from '../conversation/item-to-wire.ts';
import type { Emit } from '../protocol/server-event.ts';

/** Where the items of a response go besides the wire: a conversation, or nowhere. */
export interface ItemSink {
  /** Takes the item and tells the id of the one before it. */
  attach(item: Item): string | null;
  before(id: string): string | null;
}

/** The items of one response, announced as they begin and as they end. */
export class Output {
  readonly responseId: string;
  readonly emit: Emit;
  readonly #sink: ItemSink | null;
  readonly #items: Item[] = [];

  constructor(options: { responseId: string; emit: Emit; sink: ItemSink | null }) {
    this.responseId = options.responseId;
    this.emit = options.emit;
    this.#sink = options.sink;
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  /** Announces an item and returns its place in the output. */
  begin(item: Item): number {
    const index = this.#items.push(item) - 1;
    const previous = this.#sink?.attach(item) ?? null;
    const place = { response_id: this.responseId, output_index: index };
    this.emit({ type: 'response.output_item.added', ...place, item: itemToWire(item) });
    if (this.#sink !== null) {
      this.emit({
        type: 'conversation.item.added',
        previous_item_id: previous,
        item: itemToWire(item),
      });
    }
    return index;
  }

  end(item: Item): void {
    const index = this.#items.indexOf(item);
    if (this.#sink !== null) {
      this.emit({
        type: 'conversation.item.done',
        previous_item_id: this.#sink.before(item.id),
        item: itemToWire(item),
      });
    }
    this.emit({
      type: 'response.output_item.done',
      response_id: this.responseId,
      output_index: index,
      item: itemToWire(item),
    });
  }
}
