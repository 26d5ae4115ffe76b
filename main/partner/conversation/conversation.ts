import { Refusal } from '../protocol/refusal.ts';
import type { Item } from './item.ts';

/** Items that one conversation may have. */
const MOST_ITEMS = 4000;
/** Samples of both sides that are kept to be retrieved: about 23 minutes, 67 MB. Older audio is dropped. */
const MOST_SAMPLES = 1400 * 24_000;

/** The items of a session, in their order. */
export class Conversation {
  readonly id: string;
  readonly #items: Item[] = [];

  constructor(id: string) {
    this.id = id;
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  find(id: string): Item | undefined {
    return this.#items.find((item) => item.id === id);
  }

  /** The id of the item before this one; null for the first and for what is not in the conversation. */
  before(id: string): string | null {
    const index = this.#items.findIndex((item) => item.id === id);
    return this.#items[index - 1]?.id ?? null;
  }

  get last(): string | null {
    return this.#items.at(-1)?.id ?? null;
  }

  /** Inserts after the item named: `root` is the beginning, null or undefined the end. */
  insert(item: Item, after?: string | null): void {
    if (this.#items.length >= MOST_ITEMS) {
      throw new Refusal('conversation_full', `A conversation holds at most ${MOST_ITEMS} items.`);
    }
    if (this.find(item.id) !== undefined) {
      throw new Refusal(
        'item_create_duplicate_item_id',
        `Error adding item: the ID '${item.id}' already exists in this conversation.`,
        'item.id',
      );
    }
    this.#assertAnswersCall(item);
    this.#items.splice(this.#placeAfter(after), 0, item);
    this.#dropOldAudio();
  }

  /** Removes the item; throws the `Refusal` of an unknown one. */
  remove(id: string): void {
    const index = this.#items.findIndex((item) => item.id === id);
    if (index < 0) {
      throw new Refusal(
        'item_delete_invalid_item_id',
        `Error deleting item: the item with id '${id}' does not exist.`,
        'item_id',
      );
    }
    this.#items.splice(index, 1);
  }

  #placeAfter(after: string | null | undefined): number {
    if (after === undefined || after === null) return this.#items.length;
    if (after === 'root') return 0;
    const index = this.#items.findIndex((item) => item.id === after);
    if (index >= 0) return index + 1;
    throw new Refusal(
      'item_create_invalid_previous_item_id',
      `Error adding item: the previous item with id '${after}' does not exist.`,
      'previous_item_id',
    );
  }

  #assertAnswersCall(item: Item): void {
    if (item.kind !== 'output') return;
    if (this.#items.some((each) => each.kind === 'call' && each.callId === item.callId)) return;
    throw new Refusal(
      'invalid_tool_call_id',
      `Tool call ID '${item.callId}' not found in conversation.`,
      'item.call_id',
    );
  }

  #dropOldAudio(): void {
    let kept = 0;
    for (const item of this.#items.toReversed()) {
      if (item.kind !== 'user' && item.kind !== 'assistant') continue;
      for (const part of item.parts) {
        if (part.kind !== 'audio') continue;
        kept += 'samples' in part ? (part.samples?.length ?? 0) : part.sampleCount;
        if (kept <= MOST_SAMPLES) continue;
        if ('samples' in part) part.samples = null;
        else part.chunks = null;
      }
    }
  }
}
