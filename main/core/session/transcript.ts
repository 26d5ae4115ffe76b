import type { EventPayload } from '../../../contract/events/events.ts';
import type { AsideItem, MessageItem, TranscriptItem } from '../../../contract/session.ts';

/** What a transcript tells of its changes, as the bridge carries it. */
export type TranscriptChange =
  | { readonly name: 'transcript.changed'; readonly payload: EventPayload<'transcript.changed'> }
  | { readonly name: 'transcript.appended'; readonly payload: EventPayload<'transcript.appended'> }
  | { readonly name: 'transcript.removed'; readonly payload: EventPayload<'transcript.removed'> };

/** The longest text of one message, in UTF-16 units: an hour of speech has about as many. */
export const MAX_TEXT = 64 * 1024;

/** Items of which something came before they did; of more, the oldest are forgotten. */
const MAX_EXPECTED = 64;

type Words = Partial<Pick<MessageItem, 'text' | 'status' | 'failure'>>;

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
  /** What is known of messages that are still to come. */
  readonly #expected = new Map<string, Words>();
  /** Behind which item each one wants to stand. */
  readonly #claims = new Map<string, string>();
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
    if (after !== null) this.#claims.set(item.id, after);
    this.#order.splice(this.#placeOf(item.id, after), 0, item.id);
    const known = this.#expected.get(item.id);
    this.#expected.delete(item.id);
    if (item.kind === 'message') {
      const whole = { ...item, ...known };
      this.#put({ ...whole, text: whole.text.slice(0, MAX_TEXT) });
    } else this.#put(item);
    this.#fetchBehind(item.id);
    const oldest = this.#order[0];
    if (this.#order.length > MAX_ITEMS && oldest !== undefined) this.remove([oldest]);
  }

  /** The server says at last behind which item this one stands. Unknown ids change nothing. */
  move(id: string, after: string | null): void {
    const item = this.#items.get(id);
    if (item === undefined || after === null) return;
    this.#claims.set(id, after);
    const from = this.#order.indexOf(id);
    this.#order.splice(from, 1);
    const to = this.#order.includes(after) ? this.#placeBehind(after) : from;
    this.#order.splice(to, 0, id);
    if (to === from) return;
    this.#put(item);
    this.#fetchBehind(id);
  }

  /** Words of a message that is still to come, or what they make of those that are known. */
  expect(id: string, words: Words | ((known: Words) => Words)): void {
    if (this.#items.has(id) || this.#removed.has(id)) return;
    const known = this.#expected.get(id) ?? {};
    const next = typeof words === 'function' ? words(known) : words;
    this.#expected.set(id, {
      ...known,
      ...next,
      text: (next.text ?? known.text ?? '').slice(0, MAX_TEXT),
    });
    const [oldest] = this.#expected.keys();
    if (this.#expected.size > MAX_EXPECTED && oldest !== undefined) this.#expected.delete(oldest);
  }

  /** An item of this id is not to come up: nothing was said in it. */
  refuse(id: string): void {
    this.#removed.add(id);
    this.#expected.delete(id);
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
      this.#claims.delete(id);
    }
    this.#changed({ name: 'transcript.removed', payload: { ids: gone } });
  }

  #placeOf(id: string, after: string | null): number {
    if (after !== null && this.#order.includes(after)) return this.#placeBehind(after);
    // Where its own place is not known, what stands behind it may say it.
    const behind = this.#order.findIndex((other) => this.#claims.get(other) === id);
    return behind === -1 ? this.#order.length : behind;
  }

  /** What stands behind an item, and came before it did, follows it to its place. */
  #fetchBehind(id: string): void {
    const start = this.#order.findIndex((other) => this.#claims.get(other) === id);
    const end = this.#order.indexOf(id);
    if (start === -1 || start > end) return;
    let length = 1;
    while (start + length < end && this.#belongs(start + length)) length += 1;
    const moved = this.#order.splice(start, length);
    this.#order.splice(this.#placeBehind(id), 0, ...moved);
    for (const each of moved) {
      const item = this.#items.get(each);
      if (item !== undefined) this.#put(item);
    }
  }

  /** Whether the item at `index` stands where it does because of the one before it. */
  #belongs(index: number): boolean {
    const id = this.#order[index] ?? '';
    if (this.#items.get(id)?.kind === 'aside') return true;
    return this.#claims.get(id) === this.#order[index - 1];
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
