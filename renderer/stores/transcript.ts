import type { TranscriptItem } from '../../contract/session.ts';

type Items = readonly TranscriptItem[];

/**
 * Puts `item` behind the item named `after` (null: first), in place of its former self.
 * Where `after` is unknown, a known item stays where it is and a new one goes last.
 */
export function placeItem(items: Items, item: TranscriptItem, after: string | null): Items {
  const known = items.findIndex((other) => other.id === item.id);
  const previous = known > 0 ? (items[known - 1]?.id ?? null) : null;
  const stays = known >= 0 && (previous === after || !isKnown(items, after));
  if (stays) return items.map((other) => (other.id === item.id ? item : other));
  const others = items.filter((other) => other.id !== item.id);
  return others.toSpliced(positionAfter(others, after), 0, item);
}

/** Adds words to the end of a message or an aside; an unknown id and a tool's item change nothing. */
export function appendText(items: Items, id: string, text: string): Items {
  const item = items.find((other) => other.id === id);
  if (item === undefined || item.kind === 'tool') return items;
  const longer = { ...item, text: item.text + text };
  return items.map((other) => (other === item ? longer : other));
}

/** The items without those that `ids` names. */
export function removeItems(items: Items, ids: readonly string[]): Items {
  const gone = new Set(ids);
  return items.filter((item) => !gone.has(item.id));
}

function isKnown(items: Items, id: string | null): boolean {
  return id === null || items.some((item) => item.id === id);
}

function positionAfter(items: Items, after: string | null): number {
  if (after === null) return 0;
  const index = items.findIndex((item) => item.id === after);
  return index < 0 ? items.length : index + 1;
}
