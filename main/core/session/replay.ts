import type { ConversationItem } from 'openai/resources/realtime/realtime';
import type { TranscriptItem } from '../../../contract/session.ts';
import type { Digest } from './digest.ts';
import type { KeptTurn, KeptTurns } from './kept-turns.ts';
import type { NamedConnection } from './named-connection.ts';
import { digestItem, type SeedShelves, seedItem } from './seed.ts';

/** What is said again to a connection that takes a conversation up. */
export interface Replay {
  readonly items: readonly TranscriptItem[];
  readonly shelves: SeedShelves;
  readonly kept: KeptTurns;
  /** What stands for the oldest part of it. */
  readonly digest: Digest | null;
  /** Told of every item that the server has by then. */
  told(item: ConversationItem): void;
  /** A turn without words is spoken again. */
  spokenAgain(turn: KeptTurn): void;
}

/**
 * Says everything that was said before to a new connection, in its order: words as text, and what
 * has no words yet as the audio that was kept of it. Each turn goes there exactly once. Returns the
 * samples of audio that were sent.
 */
export function replay(connection: NamedConnection, said: Replay): number {
  const { kept, digest, items } = said;
  const turns = kept.sendAgain();
  let samples = 0;
  const speak = (turn: KeptTurn): void => {
    for (const piece of turn.audio.pieces) connection.appendAudio(piece);
    samples += turn.audio.length;
    connection.commit(turn.item);
    said.spokenAgain(turn);
  };
  const seed = (item: ConversationItem): void => {
    said.told(item);
    connection.seed(item);
  };
  if (digest !== null) seed(digestItem(digest));
  for (const item of itemsBehind(items, digest)) {
    const turn = kept.of(item.id);
    if (turn !== undefined) speak(turn);
    else for (const each of seedItem(item, said.shelves)) seed(each);
  }
  // Spoken last, before any server could make an item of it.
  for (const turn of turns) if (turn.item === null) speak(turn);
  return samples;
}

function itemsBehind(
  items: readonly TranscriptItem[],
  digest: Digest | null,
): readonly TranscriptItem[] {
  if (digest === null) return items;
  const covered = new Set(digest.covers);
  return items.filter(({ id }) => !covered.has(id));
}
