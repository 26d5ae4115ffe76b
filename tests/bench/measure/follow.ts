/** Samples that must agree before a place is taken for found again. */
const RUN = 16;
/** Samples that agree before silence cuts them off, and are no accident. */
const SHORTEST_RUN = 3;
/** Played samples that are searched for a place: 1 s at 24 kHz, silence not counted. */
const HORIZON = 24_000;

/** What became of an item in what was played. Counts are samples. */
export interface Followed {
  /** How far into the item it was played: behind its last sample that was heard. */
  readonly reached: number;
  /** Samples before that which were never heard. */
  readonly lost: number;
  /** Where `played` goes on behind the item. */
  readonly end: number;
  /** Times that silence came inside the item. */
  readonly gaps: number;
}

/**
 * Follows `item` through `played` from `from` on, sample by sample. What is in between, silence or
 * sound that was put in, is passed over. Both are in units of PCM16, so equal means equal.
 */
export function follow(item: ArrayLike<number>, played: ArrayLike<number>, from: number): Followed {
  let [at, reached, next, lost, gaps] = [from, 0, 0, 0, 0];
  const sounds = behindLastSound(played);
  while (next < item.length && at < sounds) {
    // One sample that agrees proves something only right behind one that did.
    if (reached > 0 && next === reached && played[at] === item[next]) {
      [at, next] = [at + 1, next + 1];
      reached = next;
      continue;
    }
    const found = find(item, played, { at, next, skipped: next > reached });
    if (found === null) {
      next += 1;
      continue;
    }
    if (reached > 0 && isSilent(played, at, found)) gaps += 1;
    lost += next - reached;
    [at, next] = [found + 1, next + 1];
    reached = next;
  }
  return { reached, lost, end: at, gaps };
}

interface Search {
  readonly at: number;
  readonly next: number;
  /** Samples of the item before `next` were not found. */
  readonly skipped: boolean;
}

/** Where `item` goes on from `next`: the first place behind `at` that agrees for a run. */
function find(
  item: ArrayLike<number>,
  played: ArrayLike<number>,
  { at, next, skipped }: Search,
): number | null {
  let searched = 0;
  for (let place = at; place < played.length && searched < HORIZON; place += 1) {
    if (played[place] === 0) continue;
    searched += 1;
    if (agrees(item, played, { at: place, next, skipped })) return place;
  }
  return null;
}

/**
 * Whether a run of `item` from `next` on is played at `at`. The end of either may cut a run short;
 * that is believed only where nothing was skipped before.
 */
function agrees(
  item: ArrayLike<number>,
  played: ArrayLike<number>,
  { at, next, skipped }: Search,
): boolean {
  let same = 0;
  while (same < RUN && next + same < item.length && played[at + same] === item[next + same])
    same += 1;
  if (same === RUN) return true;
  if (skipped || same === 0) return false;
  if (next + same === item.length) return true;
  const after = played[at + same];
  return same >= SHORTEST_RUN && (after === undefined || after === 0);
}

function behindLastSound(played: ArrayLike<number>): number {
  let end = played.length;
  while (end > 0 && played[end - 1] === 0) end -= 1;
  return end;
}

function isSilent(played: ArrayLike<number>, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) if (played[index] === 0) return true;
  return false;
}
