import type { ConversationItem } from 'openai/resources/realtime/realtime';
import type { ServerEvent } from '../realtime/server-event.ts';

/**
 * Names in a conversation that outlive its connections. A server's own names are unique on its own
 * connection at best: some count anew on each. So a thing keeps the name under which it was first
 * heard of, and is put back into another connection under one that only this app can have made, the
 * same every time.
 */
export class Names {
  readonly #newId: () => string;
  readonly #used = new Set<string>();
  readonly #seeds = new Map<string, string>();

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** The name under which another connection learns of `local`. */
  seedOf(local: string): string {
    const known = this.#seeds.get(local);
    if (known !== undefined) return known;
    const seed = this.#newId();
    this.#seeds.set(local, seed);
    this.#used.add(seed);
    return seed;
  }

  /** `local` was named by this app: that name serves on every connection. */
  own(local: string): void {
    this.#used.add(local);
    if (!this.#seeds.has(local)) this.#seeds.set(local, local);
  }

  /** A name in the conversation for what a connection calls `server`. */
  claim(server: string): string {
    const local = this.#used.has(server) ? this.#newId() : server;
    this.#used.add(local);
    return local;
  }
}

/** The names of a conversation: of its items, and of the calls among them. */
export interface ConversationNames {
  readonly items: Names;
  readonly calls: Names;
}

/** What one connection calls the things of a conversation. */
export class ConnectionNames {
  readonly #names: Names;
  readonly #toLocal = new Map<string, string>();
  readonly #toServer = new Map<string, string>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** `local` goes to the server as a part of what was said before. */
  seed(local: string): string {
    return this.#toServer.get(local) ?? this.pair(local, this.#names.seedOf(local));
  }

  /** `local` is new, and the server is told of it under that name. */
  introduce(local: string): string {
    const known = this.#toServer.get(local);
    if (known !== undefined) return known;
    this.#names.own(local);
    return this.pair(local, local);
  }

  /** What the server calls it. */
  server(local: string): string {
    return this.#toServer.get(local) ?? local;
  }

  /** What the conversation calls it; a new name where the server's is taken. */
  local(server: string): string {
    const known = this.#toLocal.get(server);
    if (known !== undefined) return known;
    const local = this.#names.claim(server);
    this.pair(local, server);
    return local;
  }

  /** From here on `local` and `server` are the same. Returns the server's name. */
  pair(local: string, server: string): string {
    this.#toLocal.set(server, local);
    this.#toServer.set(local, server);
    return server;
  }
}

/** What one connection calls the items and the calls of a conversation. */
export interface NamesOnConnection {
  readonly items: ConnectionNames;
  readonly calls: ConnectionNames;
}

/** The event with the conversation's names in the place of the server's. */
export function localized(event: ServerEvent, { items, calls }: NamesOnConnection): ServerEvent {
  const local = { ...event };
  if ('item' in local) {
    const { id, call_id } = local.item;
    const call = call_id === null ? null : calls.local(call_id);
    local.item = { ...local.item, id: items.local(id), call_id: call };
  }
  if ('item_id' in local && local.item_id !== null) local.item_id = items.local(local.item_id);
  if ('previous_item_id' in local && local.previous_item_id !== null) {
    local.previous_item_id = items.local(local.previous_item_id);
  }
  return local;
}

/** The item as another connection is told of it, when it is a part of what was said before. */
export function seededItem(item: ConversationItem, names: NamesOnConnection): ConversationItem {
  const named = item.id === undefined ? item : { ...item, id: names.items.seed(item.id) };
  if (named.type === 'function_call_output' || named.type === 'function_call') {
    const { call_id } = named;
    return call_id === undefined ? named : { ...named, call_id: names.calls.seed(call_id) };
  }
  return named;
}

/** A new item as the server is told of it. */
export function newItem(item: ConversationItem, names: NamesOnConnection): ConversationItem {
  const named = item.id === undefined ? item : { ...item, id: names.items.introduce(item.id) };
  if (named.type !== 'function_call_output') return named;
  return { ...named, call_id: names.calls.server(named.call_id) };
}
