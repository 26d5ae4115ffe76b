import type { EventPayload } from '../../../contract/events/events.ts';
import type { AsideItem, MessageItem, TranscriptItem } from '../../../contract/session.ts';

/** What a transcript tells of its changes, as the bridge carries it. */
export type TranscriptChange =
  | { readonly name: 'transcript.changed'; readonly payload: EventPayload<'transcript.changed'> }
  | { readonly name: 'transcript.appended'; readonly payload: EventPayload<'transcript.appended'> }
  | { readonly name: 'transcript.removed'; readonly payload: EventPayload<'transcript.removed'> };

/** The longest text of one message, in UTF-16 units: an hour of speech has about as many. */
export const MAX_TEXT = 64 * 1024;

/** The most articles that are kept on the page; beyond that the oldest goes. */
export const MAX_ITEMS = 2000;

/**
 * Both sides of the conversation in its true order. Items are placed behind the one that the
 * server names, not in the order of arrival: a learner's words come after the answer has begun.
 */
export class Transcript {
  readonly #order: string[] = [];
  readonly #items = new Map<string, TranscriptItem>();
  /** Ids that were taken back: a late event must not bring them up again. */
  readonly #removed = new Set<string>();
  readonly #changed: (change: TranscriptChange) => void;

  constructor(changed: (change: TranscriptChange) => void) {
    this.#changed = changed;
  }

  get items(): readonly TranscriptItem[] {
    return this.#order.flatMap((id) => this.#items.get(id) ?? []);
  }

  get(id: string): TranscriptItem | undefined {
    return this.#items.get(id);
  }

  /** The message of this id, when it is one. */
  message(id: string): MessageItem | undefined {
    const item = this.#items.get(id);
    return item?.kind === 'message' ? item : undefined;
  }

  /** The message or the aside of this id. */
  words(id: string): MessageItem | AsideItem | undefined {
    const item = this.#items.get(id);
    return item?.kind === 'tool' ? undefined : item;
  }

  /**
   * Adds an item behind `after`; behind the last one when that is null or unknown. Asides, which no
   * server knows of, stay with what they stand behind.
   */
  place(item: TranscriptItem, after: string | null): void {
    if (this.#items.has(item.id) || this.#removed.has(item.id)) return;
    this.#order.splice(this.#placeBehind(after), 0, item.id);
    this.#put(item.kind === 'message' ? { ...item, text: item.text.slice(0, MAX_TEXT) } : item);
    const oldest = this.#order[0];
    if (this.#order.length > MAX_ITEMS && oldest !== undefined) this.remove([oldest]);
  }

  /** Replaces an item by what `change` makes of it. Unknown ids are ignored. */
  update(id: string, change: (item: TranscriptItem) => TranscriptItem): void {
    const item = this.#items.get(id);
    if (item !== undefined) this.#put(change(item));
  }

  updateMessage(id: string, change: Partial<Omit<MessageItem, 'kind' | 'id'>>): void {
    const text = change.text?.slice(0, MAX_TEXT);
    const bounded = text === undefined ? change : { ...change, text };
    this.update(id, (item) => (item.kind === 'message' ? { ...item, ...bounded } : item));
  }

  /** Changes what messages and asides have in common. */
  updateWords(id: string, change: Partial<Pick<AsideItem, 'text' | 'status' | 'failure'>>): void {
    const text = change.text?.slice(0, MAX_TEXT);
    const bounded = text === undefined ? change : { ...change, text };
    this.update(id, (item) => (item.kind === 'tool' ? item : { ...item, ...bounded }));
  }

  /** Adds words to the end of a message or an aside that is still arriving. */
  append(id: string, text: string): void {
    const item = this.words(id);
    if (item === undefined || text === '' || item.text.length + text.length > MAX_TEXT) return;
    if (item.status === 'pending') {
      this.#put({ ...item, text: item.text + text, status: 'partial' });
      return;
    }
    this.#items.set(id, { ...item, text: item.text + text });
    this.#changed({ name: 'transcript.appended', payload: { id, text } });
  }

  /** The item of this id and all behind it, in order. */
  from(id: string): readonly string[] {
    const index = this.#order.indexOf(id);
    return index === -1 ? [] : this.#order.slice(index);
  }

  remove(ids: readonly string[]): void {
    const gone = ids.filter((id) => this.#items.delete(id));
    if (gone.length === 0) return;
    for (const id of gone) {
      this.#order.splice(this.#order.indexOf(id), 1);
      this.#removed.add(id);
    }
    this.#changed({ name: 'transcript.removed', payload: { ids: gone } });
  }

  #placeBehind(after: string | null): number {
    const before = after === null ? -1 : this.#order.indexOf(after);
    if (before === -1) return this.#order.length;
    let index = before + 1;
    while (this.#items.get(this.#order[index] ?? '')?.kind === 'aside') index += 1;
    return index;
  }

  #put(item: TranscriptItem): void {
    this.#items.set(item.id, item);
    const after = this.#order[this.#order.indexOf(item.id) - 1] ?? null;
    this.#changed({ name: 'transcript.changed', payload: { item, after } });
  }
}
