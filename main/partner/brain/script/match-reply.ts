/** A reply as it is offered: its variables are filled in. */
export interface OfferedReply {
  readonly id: string;
  readonly text: string;
}

/** How alike typed words and a reply must be, 0 to 1, and how much more so than the next reply. */
const LEAST_LIKENESS = 0.5;
const LEAST_LEAD = 0.1;

/**
 * The reply that these words mean, or null. Case, punctuation and accents do not count; a slip of the
 * pen, and a part of the sentence that no other reply shares, are let pass.
 */
export function matchReply<R extends OfferedReply>(text: string, replies: readonly R[]): R | null {
  const typed = plain(text);
  if (typed === '') return null;
  const exact = replies.find((reply) => plain(reply.text) === typed);
  if (exact !== undefined) return exact;
  const ranked = replies
    .map((reply) => ({ reply, likeness: likeness(typed, plain(reply.text)) }))
    .sort((a, b) => b.likeness - a.likeness);
  const [best, next] = ranked;
  if (best === undefined || best.likeness < LEAST_LIKENESS) return null;
  return best.likeness - (next?.likeness ?? 0) >= LEAST_LEAD ? best.reply : null;
}

/** The text in lower case, without accents or punctuation, with single spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function likeness(typed: string, reply: string): number {
  return Math.max(sharedWords(typed, reply), nearness(typed, reply));
}

/** Share of common words, as the harmonic mean of how much of either the other covers. */
function sharedWords(a: string, b: string): number {
  const left = piecesOf(a);
  const right = new Set(piecesOf(b));
  const shared = new Set(left.filter((piece) => right.has(piece))).size;
  return (2 * shared) / (new Set(left).size + right.size);
}

// Scripts without spaces are compared sign by sign.
function piecesOf(text: string): string[] {
  return text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu) ?? [];
}

/** One minus the edit distance by the longer length; long texts are compared in their first 300 characters. */
function nearness(a: string, b: string): number {
  const left = [...a].slice(0, 300);
  const right = [...b].slice(0, 300);
  let row = right.map((_, index) => index + 1);
  for (const [i, character] of left.entries()) {
    let diagonal = i;
    let before = i + 1;
    row = row.map((above, j) => {
      const cost = diagonal + (right[j] === character ? 0 : 1);
      diagonal = above;
      before = Math.min(cost, above + 1, before + 1);
      return before;
    });
  }
  return 1 - (row.at(-1) ?? left.length) / Math.max(left.length, right.length, 1);
}
