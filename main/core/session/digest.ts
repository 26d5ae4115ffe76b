import type { TranscriptItem } from '../../../contract/session.ts';

/** What stands for the oldest part of a long conversation on a new connection. */
export interface Digest {
  /** Its id among the items of the conversation. */
  readonly id: string;
  /** Ids of the items that it stands for. */
  readonly covers: readonly string[];
  readonly text: string;
}

/** Characters of what was said that go to a new connection word for word: about 6,000 tokens. */
export const VERBATIM_CHARACTERS = 24_000;
/** The most items that go there word for word, however short they are. */
export const VERBATIM_ITEMS = 200;
/** Messages that always go word for word, however long they are. */
export const VERBATIM_MESSAGES = 12;
/** The longest digest, in characters. */
export const LONGEST_DIGEST = 4000;

/**
 * The items that a digest is to stand for, beside those that `before` covers: none while everything
 * fits. What is recent stays word for word, and a call that is still open stays too.
 */
export function itemsToDigest(
  items: readonly TranscriptItem[],
  before: Digest | null,
): readonly TranscriptItem[] {
  const covered = new Set(before?.covers);
  const fresh = items.filter(({ id }) => !covered.has(id));
  if (charactersOf(fresh) <= VERBATIM_CHARACTERS && fresh.length <= VERBATIM_ITEMS) return [];
  let cut = fresh.length;
  let rest = VERBATIM_CHARACTERS / 2;
  while (cut > 0) {
    const item = fresh[cut - 1];
    if (item === undefined) break;
    const length = lengthOf(item);
    const kept = fresh.length - cut;
    if (kept >= VERBATIM_ITEMS / 2 || (length > rest && kept >= VERBATIM_MESSAGES)) break;
    rest -= length;
    cut -= 1;
  }
  const open = fresh.findIndex(
    (item) => item.kind === 'tool' && (item.status === 'asking' || item.status === 'running'),
  );
  return fresh.slice(0, open === -1 ? cut : Math.min(cut, open));
}

/**
 * A digest made without a model: what each side said, shortened evenly until it fits, the older
 * digest first.
 */
export function localDigest(items: readonly TranscriptItem[], before: Digest | null): string {
  const lines = items.flatMap((item) => {
    if (item.kind !== 'message' || item.text === '') return [];
    return [{ who: item.speaker === 'learner' ? 'Learner' : 'Partner', text: item.text }];
  });
  const old = before === null ? '' : shortened(before.text, LONGEST_DIGEST / 2);
  const room = LONGEST_DIGEST - old.length - lines.length * 12;
  const share = Math.max(40, Math.floor(room / Math.max(1, lines.length)));
  const said = lines.map(({ who, text }) => `${who}: ${shortened(text, share)}`);
  // The newest lines are worth the most.
  const kept: string[] = [];
  let length = old.length;
  for (const line of said.toReversed()) {
    if (length + line.length + 1 > LONGEST_DIGEST) break;
    length += line.length + 1;
    kept.unshift(line);
  }
  return [...(old === '' ? [] : [old]), ...kept].join('\n');
}

function charactersOf(items: readonly TranscriptItem[]): number {
  return items.reduce((sum, item) => sum + lengthOf(item), 0);
}

function lengthOf(item: TranscriptItem): number {
  if (item.kind === 'message') return item.text.length;
  return item.kind === 'tool' ? item.output.length : 0;
}

function shortened(text: string, length: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= length ? plain : `${plain.slice(0, Math.max(1, length - 1)).trimEnd()}…`;
}
